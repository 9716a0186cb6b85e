-- Who reads and writes standards and clauses, and how two sides come to a wording.

grant select on agreements_standard, agreements_standardclause
    to hamkke_public, hamkke_work, hamkke_jobs;
grant insert, update (state, note, issued_at) on agreements_standard to hamkke_work;
grant insert, delete, update (place, level, heading, text, pillar_id, optional, reserved, version)
    on agreements_standardclause to hamkke_work;
grant select (standard_id) on agreements_agreement to hamkke_public, hamkke_jobs;
grant select on agreements_agreementclause to hamkke_public, hamkke_work, hamkke_jobs;
grant insert, update (heading, text, is_in, version) on agreements_agreementclause to hamkke_work;
grant select, insert, update (state, closed_at, closed_organization_id, closed_person_id,
    closed_name) on agreements_proposal to hamkke_work;
grant select, insert on agreements_clausecomment, agreements_consent to hamkke_work;
grant insert on agreements_standardevent, agreements_standardclauseevent,
    agreements_agreementclauseevent to hamkke_work;

alter table agreements_standard enable row level security;
alter table agreements_standardclause enable row level security;
alter table agreements_agreementclause enable row level security;
alter table agreements_proposal enable row level security;
alter table agreements_clausecomment enable row level security;
alter table agreements_consent enable row level security;

-- The standard: written by the metropolitan office, read by all once it is issued. -------------
create function agreements_keeps_standard() returns boolean language sql stable
    as $$
        select hamkke_role() = 'officer' and hamkke_organization_kind() = 'metropolitan_office'
    $$;

create policy issued_to_all on agreements_standard for select
    to hamkke_public, hamkke_work, hamkke_jobs using (state = 'issued');
create policy keepers_read on agreements_standard for select to hamkke_work
    using ((select agreements_keeps_standard()));
create policy keepers_begin on agreements_standard for insert to hamkke_work
    with check (
        state = 'draft' and created_by_id = (select hamkke_person_id())
        and (select agreements_keeps_standard()));
create policy keepers_issue on agreements_standard for update to hamkke_work
    using (state = 'draft' and (select agreements_keeps_standard())) with check (true);

create policy with_standard on agreements_standardclause for select
    to hamkke_public, hamkke_work, hamkke_jobs
    using (exists (select from agreements_standard s where s.id = standard_id));

create function agreements_may_write_standard(standard bigint) returns boolean
    language sql stable
    as $$
        select agreements_keeps_standard() and exists (
            select from agreements_standard s where s.id = standard and s.state = 'draft')
    $$;

create policy keepers_add on agreements_standardclause for insert to hamkke_work
    with check (agreements_may_write_standard(standard_id));
create policy keepers_change on agreements_standardclause for update to hamkke_work
    using (agreements_may_write_standard(standard_id));
create policy keepers_remove on agreements_standardclause for delete to hamkke_work
    using (agreements_may_write_standard(standard_id));

-- For everybody, the owner too: what was issued is what agreements under way were drafted from.
create function agreements_guard_standard() returns trigger language plpgsql as $$
begin
    if old.state = 'issued' then
        raise exception 'an issued standard does not change' using errcode = 'check_violation';
    end if;
    return coalesce(new, old);
end $$;

create function agreements_guard_standard_clause() returns trigger language plpgsql as $$
begin
    if exists (
        select from agreements_standard s
        where s.id = coalesce(new.standard_id, old.standard_id) and s.state = 'issued')
    then
        raise exception 'an issued standard does not change' using errcode = 'check_violation';
    end if;
    return coalesce(new, old);
end $$;

create trigger guard_standard before update or delete on agreements_standard
    for each row execute function agreements_guard_standard();
create trigger guard_standard before insert or update or delete on agreements_standardclause
    for each row execute function agreements_guard_standard_clause();

-- A draft sets out from the newest edition, if there is one, and takes its clauses over once. ---
create policy from_newest_standard on agreements_agreement as restrictive for insert
    to hamkke_work
    with check (standard_id is not distinct from (
        select s.id from agreements_standard s where s.state = 'issued'
        order by s.edition desc limit 1));

create function agreements_take_standard(agreement bigint) returns bigint
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    one record;
    taken bigint;
begin
    select a.*, d.name as district_name, o.name as office_name, m.name as metropolitan_name
        into one
        from agreements_agreement a
        join organizations_organization d on d.id = a.district_id
        join organizations_organization o on o.id = a.education_office_id
        join organizations_organization m on m.id = a.metropolitan_office_id
        where a.id = agreement and a.state = 'draft' and a.version = 1
          and a.created_by_id = hamkke_person_id() and hamkke_role() = 'officer'
          and hamkke_organization_id() in (a.district_id, a.education_office_id)
          and not exists (select from agreements_agreementclause c where c.agreement_id = a.id);
    if not found then
        raise exception 'agreement %: takes no standard', agreement
            using errcode = 'insufficient_privilege';
    end if;
    insert into agreements_agreementclause (agreement_id, key, place, level, heading, text,
        pillar_id, optional, reserved, is_in, standard_heading, standard_text, version)
    select one.id, c.key, c.place, c.level, c.heading, f.text, c.pillar_id, c.optional, c.reserved,
        not c.optional, c.heading, f.text, 1
    from agreements_standardclause c,
        lateral (select replace(replace(replace(c.text, '{자치구}', one.district_name),
            '{교육지원청}', one.office_name), '{교육청}', one.metropolitan_name) as text) f
    where c.standard_id = one.standard_id;
    get diagnostics taken = row_count;
    return taken;
end $$;
revoke execute on function agreements_take_standard from public;
grant execute on function agreements_take_standard to hamkke_work;

-- Clauses: the text of a published agreement to all, everything to its parties. ----------------
create policy text_of_published on agreements_agreementclause for select
    to hamkke_public, hamkke_work, hamkke_jobs
    using (
        is_in and exists (
            select from agreements_agreement a
            where a.id = agreement_id and a.published_at is not null));
create policy parties_read on agreements_agreementclause for select to hamkke_work
    using (agreements_is_party(agreement_id));

-- A side adds an empty clause, to propose a wording for it.
create policy sides_add on agreements_agreementclause for insert to hamkke_work
    with check (
        not is_in and not optional and not reserved and version = 1
        and heading = '' and text = '' and standard_heading = '' and standard_text = ''
        and agreements_may_write(agreement_id));
create policy sides_agree on agreements_agreementclause for update to hamkke_work
    using (agreements_may_write(agreement_id));

create function agreements_of_clause(clause bigint) returns bigint language sql stable
    as $$ select c.agreement_id from agreements_agreementclause c where c.id = clause $$;

create policy parties_read on agreements_proposal for select to hamkke_work
    using (agreements_is_party(agreements_of_clause(clause_id)));
create policy own_side_proposes on agreements_proposal for insert to hamkke_work
    with check (
        state = 'open'
        and person_id = (select hamkke_person_id())
        and organization_id = (select hamkke_organization_id())
        and agreements_may_write(agreements_of_clause(clause_id))
        and clause_version = (
            select c.version from agreements_agreementclause c where c.id = clause_id));
-- Only the other side accepts or counters, only the own side withdraws.
create policy sides_answer on agreements_proposal for update to hamkke_work
    using (state = 'open' and agreements_may_write(agreements_of_clause(clause_id)))
    with check (
        closed_person_id = (select hamkke_person_id())
        and closed_organization_id = (select hamkke_organization_id())
        and (state in ('accepted', 'countered')) = (organization_id <> closed_organization_id)
        and clause_version = (
            select c.version from agreements_agreementclause c where c.id = clause_id));

create policy parties_read on agreements_clausecomment for select to hamkke_work
    using (agreements_is_party(agreements_of_clause(clause_id)));
create policy parties_comment on agreements_clausecomment for insert to hamkke_work
    with check (
        person_id = (select hamkke_person_id())
        and organization_id = (select hamkke_organization_id())
        and agreements_is_party(agreements_of_clause(clause_id))
        and exists (
            select from agreements_agreement a
            where a.id = agreements_of_clause(clause_id) and a.published_at is null));

create policy parties_read on agreements_consent for select to hamkke_work
    using (agreements_is_party(agreements_of_clause(clause_id)));
create policy metropolitan_office_consents on agreements_consent for insert to hamkke_work
    with check (
        person_id = (select hamkke_person_id())
        and organization_id = (select hamkke_organization_id())
        and (select hamkke_role()) = 'officer'
        and exists (
            select from agreements_agreementclause c
            join agreements_agreement a on a.id = c.agreement_id
            where c.id = clause_id and c.reserved and c.version = clause_version
              and a.state = 'draft' and a.metropolitan_office_id = agreements_consent.organization_id));

-- For everybody, the owner too: a wording changes in the draft, to one that a side proposed and
-- the other accepted on top of the wording that stands.
create function agreements_guard_clause() returns trigger language plpgsql as $$
begin
    if not exists (
        select from agreements_agreement a
        where a.id = coalesce(new.agreement_id, old.agreement_id)
          and a.state = 'draft')
    then
        raise exception 'a clause changes in the draft only' using errcode = 'check_violation';
    end if;
    if tg_op = 'UPDATE' and (new.version <> old.version + 1 or not exists (
        select from agreements_proposal p
        where p.clause_id = old.id and p.clause_version = old.version and p.state = 'accepted'
          and p.organization_id <> p.closed_organization_id
          and (p.heading, p.text, p.is_in) = (new.heading, new.text, new.is_in)))
    then
        raise exception 'clause %: the other side did not accept this', old.id
            using errcode = 'check_violation';
    end if;
    return coalesce(new, old);
end $$;

create trigger guard_clause before insert or update or delete on agreements_agreementclause
    for each row execute function agreements_guard_clause();

-- The frozen text says its clauses where there are any; texts from before keep their form.
create or replace function agreements_frozen(agreement agreements_agreement) returns jsonb
    language sql stable
    as $$
        select jsonb_build_object(
            'district_id', agreement.district_id,
            'education_office_id', agreement.education_office_id,
            'metropolitan_office_id', agreement.metropolitan_office_id,
            'title', agreement.title,
            'subtitle', agreement.subtitle,
            'signing_date', agreement.signing_date::text,
            'pillars', (
                select coalesce(
                    jsonb_agg(
                        jsonb_build_object('code', i.code, 'name', i.name, 'text', p.text)
                        order by p."order"),
                    '[]')
                from agreements_agreementpillar p join agreements_pillar i on i.id = p.pillar_id
                where p.agreement_id = agreement.id))
        || coalesce((
            select jsonb_build_object('clauses', jsonb_agg(
                jsonb_build_object('key', c.key, 'level', c.level, 'heading', c.heading,
                    'text', c.text, 'pillar', i.code)
                order by c.place))
            from agreements_agreementclause c left join agreements_pillar i on i.id = c.pillar_id
            where c.agreement_id = agreement.id and c.is_in
            having count(*) > 0), '{}')
    $$;

-- What keeps a draft from being put to approval: a proposal without an answer, a blank, and a
-- change of a reserved clause without consent.
create function agreements_open_points(agreement bigint) returns bigint language sql stable
    as $$
        select count(*) from agreements_agreementclause c
        where c.agreement_id = agreement and (
            exists (
                select from agreements_proposal p where p.clause_id = c.id and p.state = 'open')
            or c.is_in and c.text ~ '\{[^{}\n]{1,40}\}'
            or c.reserved
                and (c.is_in and (c.heading, c.text) <> (c.standard_heading, c.standard_text)
                    or not c.is_in and not c.optional)
                and not exists (
                    select from agreements_consent s
                    where s.clause_id = c.id and s.clause_version = c.version))
    $$;

create function agreements_guard_open_points() returns trigger language plpgsql as $$
begin
    if agreements_open_points(new.id) > 0 then
        raise exception 'agreement %: points are open', new.id using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger guard_open_points before update of state on agreements_agreement
    for each row when (old.state = 'draft' and new.state = 'approving')
    execute function agreements_guard_open_points();

-- A signature counts while the text is the one that was signed: a changed byte voids it by itself,
-- whoever changed it and however.
drop policy signatures_of_published on agreements_signature;
create policy signatures_of_published on agreements_signature for select
    to hamkke_public, hamkke_work
    using (
        exists (
            select from agreements_agreement a
            where a.id = agreement_id and a.published_at is not null
              and a.submission = agreements_signature.submission
              and agreements_signature.content_hash
                  = encode(sha256(convert_to(a.frozen_text, 'UTF8')), 'hex')));
