-- Who is asking, as a policy may trust it: a membership counts only if it belongs to the person
-- and holds on the day. Owner-run functions, because policies on the same tables would recurse.
create function hamkke_person_id() returns bigint language sql stable
    as $$ select nullif(current_setting('hamkke.person_id', true), '')::bigint $$;

create function hamkke_today() returns date language sql stable
    as $$ select coalesce(nullif(current_setting('hamkke.today', true), '')::date, current_date) $$;

create function hamkke_membership() returns accounts_membership
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select m from accounts_membership m
        where m.id = nullif(current_setting('hamkke.membership_id', true), '')::bigint
          and m.person_id = hamkke_person_id()
          and m.valid_from <= hamkke_today()
          and (m.valid_until is null or m.valid_until >= hamkke_today())
    $$;

create function hamkke_organization_id() returns bigint language sql stable
    as $$ select (hamkke_membership()).organization_id $$;

create function hamkke_role() returns text language sql stable
    as $$ select (hamkke_membership()).role::text $$;

create function hamkke_class_group_id() returns bigint language sql stable
    as $$ select (hamkke_membership()).class_group_id $$;

create function hamkke_organization_kind() returns text
    language sql stable security definer set search_path = public, pg_temp
    as $$ select kind from organizations_organization where id = hamkke_organization_id() $$;

-- The districts that the acting organization works for today: a district for itself, an office
-- for those it covers, the metropolitan office for all, a school or venue for the one it lies in.
create function hamkke_district_ids() returns bigint[]
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select coalesce(array_agg(d.organization_id), '{}')
        from organizations_district d
        where d.organization_id = hamkke_organization_id()
           or hamkke_organization_kind() = 'metropolitan_office'
           or exists (
               select from organizations_officedistrict o
               where o.education_office_id = hamkke_organization_id()
                 and o.district_id = d.organization_id and o.valid_during @> hamkke_today())
           or exists (
               select from organizations_school s
               where s.organization_id = hamkke_organization_id()
                 and s.district_id = d.organization_id)
           or exists (
               select from organizations_venue v
               where v.organization_id = hamkke_organization_id()
                 and v.district_id = d.organization_id)
    $$;

-- Credentials and addresses: the identity role alone.
grant select, update (password, last_login) on accounts_account to hamkke_identity;
grant select on accounts_person, accounts_membership
    to hamkke_identity, hamkke_work, hamkke_support, hamkke_jobs;

alter table accounts_person enable row level security;
alter table accounts_membership enable row level security;

create policy identity_reads on accounts_person for select to hamkke_identity using (true);
create policy identity_reads on accounts_membership for select to hamkke_identity using (true);
create policy jobs_read on accounts_person for select to hamkke_jobs using (true);
create policy jobs_read on accounts_membership for select to hamkke_jobs using (true);

create policy self_and_colleagues on accounts_membership for select to hamkke_work, hamkke_support
    using (
        person_id = (select hamkke_person_id())
        or organization_id = (select hamkke_organization_id())
           and (select hamkke_role()) not in ('student', 'parent')
    );
create policy self_and_colleagues on accounts_person for select to hamkke_work, hamkke_support
    using (
        id = (select hamkke_person_id())
        or exists (
            select from accounts_membership m
            where m.person_id = accounts_person.id
              and m.organization_id = (select hamkke_organization_id())
              and (select hamkke_role()) not in ('student', 'parent'))
    );
