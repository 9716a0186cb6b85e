-- Who may give (and take) which role where. The same table stands in accounts/chain.py; a test
-- holds the two against each other.
create function accounts_chain() returns table (
    giver_kind text, giver_role text, reach text, kind text, role text
) language sql immutable as $$
    values
        ('metropolitan_office', 'officer', 'own', 'metropolitan_office', 'officer'),
        ('metropolitan_office', 'officer', 'own', 'metropolitan_office', 'superintendent'),
        ('metropolitan_office', 'officer', 'all', 'education_office', 'officer'),
        ('metropolitan_office', 'officer', 'all', 'education_office', 'head'),
        ('metropolitan_office', 'officer', 'all', 'district', 'officer'),
        ('metropolitan_office', 'officer', 'all', 'district', 'head'),
        ('education_office', 'officer', 'own', 'education_office', 'officer'),
        ('education_office', 'officer', 'own', 'education_office', 'head'),
        ('education_office', 'officer', 'covered', 'school', 'school_officer'),
        ('education_office', 'officer', 'covered', 'venue', 'venue_manager'),
        ('district', 'officer', 'own', 'district', 'officer'),
        ('district', 'officer', 'own', 'district', 'head'),
        ('district', 'officer', 'covered', 'venue', 'venue_manager'),
        ('school', 'school_officer', 'own', 'school', 'school_officer'),
        ('school', 'school_officer', 'own', 'school', 'homeroom_teacher'),
        ('venue', 'venue_manager', 'own', 'venue', 'venue_manager')
$$;

-- Whether who asks may give this role in this organization: 'covered' is a school or venue that
-- lies in the district, or in a district that the office covers on the day.
create function accounts_may_give(of_organization bigint, of_role text) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select exists (
            select from hamkke_membership() me
            join organizations_organization mine on mine.id = me.organization_id
            join organizations_organization theirs on theirs.id = of_organization
            join accounts_chain() c
                on c.giver_kind = mine.kind and c.giver_role = me.role
                and c.kind = theirs.kind and c.role = of_role
            where case c.reach
                when 'own' then theirs.id = mine.id
                when 'all' then true
                else exists (
                    select from organizations_school s
                    where s.organization_id = theirs.id
                      and s.district_id = any (hamkke_district_ids()))
                  or exists (
                    select from organizations_venue v
                    where v.organization_id = theirs.id
                      and v.district_id = any (hamkke_district_ids()))
                end)
    $$;

-- Powerful roles need a second entitled person. The second officer of the metropolitan office is
-- the one exception: before there are two, nobody could confirm.
create function accounts_needs_second(of_organization bigint, of_role text) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select of_role in ('officer', 'head', 'superintendent')
           and not (
               of_role = 'officer'
               and (select kind from organizations_organization where id = of_organization)
                   = 'metropolitan_office'
               and not exists (
                   select from accounts_rolechange c
                   where c.organization_id = of_organization and c.role = of_role and c.gives
                     and c.proposed_by_id is not null and c.state in ('proposed', 'open'))
               and 2 > (
                   select count(distinct m.person_id) from accounts_membership m
                   where m.organization_id = of_organization and m.role = of_role
                     and (m.valid_until is null or m.valid_until >= hamkke_today())))
    $$;

grant select, insert on accounts_rolechange, accounts_staffimport to hamkke_work;
grant insert on accounts_rolechangeevent to hamkke_work;
grant select (change_id, name, email, expires_at), insert on accounts_invitationkey to hamkke_work;
grant insert on accounts_person, accounts_account, accounts_personevent to hamkke_identity;
grant select, insert, delete on accounts_failedcode to hamkke_identity;

alter table accounts_rolechange enable row level security;
alter table accounts_invitationkey enable row level security;
alter table accounts_staffimport enable row level security;
alter table accounts_failedcode enable row level security;

create policy givers on accounts_membership for select to hamkke_work
    using (accounts_may_give(organization_id, role));
create policy givers on accounts_person for select to hamkke_work
    using (exists (
        select from accounts_membership m
        where m.person_id = accounts_person.id and accounts_may_give(m.organization_id, m.role)));
create policy a_new_person on accounts_person for insert to hamkke_identity with check (true);

create policy givers on accounts_rolechange for select to hamkke_work
    using (accounts_may_give(organization_id, role));
create policy gives on accounts_rolechange for insert to hamkke_work
    with check (
        accounts_may_give(organization_id, role)
        and proposed_by_id = (select (hamkke_membership()).id)
        and person_id is distinct from (select hamkke_person_id())
        and given_id is null and decided_by_id is null
        and (state = 'proposed'
             or state = 'open' and not accounts_needs_second(organization_id, role))
    );
create policy givers on accounts_invitationkey for select to hamkke_work
    using (exists (select from accounts_rolechange c where c.id = change_id));
create policy gives on accounts_invitationkey for insert to hamkke_work
    with check (exists (
        select from accounts_rolechange c
        where c.id = change_id and c.state in ('proposed', 'open')
          and c.proposed_by_id = (select (hamkke_membership()).id)));
create policy of_the_school on accounts_staffimport for select to hamkke_work
    using (organization_id = (select hamkke_organization_id())
           and (select hamkke_role()) = 'school_officer');
create policy by_the_school on accounts_staffimport for insert to hamkke_work
    with check (organization_id = (select hamkke_organization_id())
                and (select hamkke_role()) = 'school_officer'
                and made_by_id = (select (hamkke_membership()).id) and undone_at is null);
create policy counted on accounts_failedcode to hamkke_identity using (true) with check (true);

-- What follows changes memberships: owner-run, for no runtime role may write one.

-- A role in a class is one of its school year: from 1 March to the last day of February.
create function accounts_add_membership(c accounts_rolechange, to_person bigint) returns bigint
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    new_id bigint;
    in_year integer := (
        select school_year from organizations_classgroup
        where id = c.class_group_id and school_id = c.organization_id);
begin
    -- A homeroom teacher has a class of the own school, nobody else has one.
    if (c.role = 'homeroom_teacher') <> (in_year is not null)
       or (c.class_group_id is not null) <> (in_year is not null) then
        raise exception 'the class group does not fit' using errcode = 'check_violation';
    end if;
    insert into accounts_membership
        (person_id, organization_id, role, class_group_id, valid_from, valid_until)
    values (to_person, c.organization_id, c.role, c.class_group_id,
            greatest(c.valid_from, hamkke_today(), make_date(in_year, 3, 1)),
            make_date(in_year + 1, 3, 1) - 1)
    returning id into new_id;
    return new_id;
end $$;

-- Ends what the change ends, gives what it gives where the person is known.
create function accounts_carry_out(of_change bigint, at timestamptz) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    c accounts_rolechange;
    new_id bigint;
begin
    select * into strict c from accounts_rolechange where id = of_change;
    if c.ends_id is not null then
        perform pg_advisory_xact_lock(hashtext('accounts_keepers'), c.organization_id::int);
        update accounts_membership set valid_until = c.last_day
        where id = c.ends_id and organization_id = c.organization_id and role = c.role
          and valid_from <= c.last_day and (valid_until is null or valid_until >= c.last_day);
        if not found then
            raise exception 'the membership cannot end on that day' using errcode = 'check_violation';
        end if;
        if not c.gives and c.role in ('officer', 'school_officer', 'venue_manager')
           and not exists (
               select from accounts_membership m
               where m.organization_id = c.organization_id and m.role = c.role
                 and m.valid_from <= c.last_day + 1
                 and (m.valid_until is null or m.valid_until > c.last_day)) then
            raise exception 'nobody would be left to look after the organization'
                using errcode = 'check_violation';
        end if;
    end if;
    if c.gives and c.person_id is not null then
        new_id := accounts_add_membership(c, c.person_id);
    end if;
    if new_id is not null or not c.gives then
        update accounts_rolechange set state = 'done', given_id = new_id where id = c.id;
        delete from accounts_invitationkey where change_id = c.id;
    end if;
end $$;

-- carry_out: what was just opened; confirm, refuse: another person than the proposer and than
-- those whom it concerns; revoke: whoever may give.
create function accounts_decide_change(
    of_change bigint, decision text, why text, at timestamptz
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
    me accounts_membership := hamkke_membership();
    c accounts_rolechange;
    is_concerned boolean;
begin
    select * into c from accounts_rolechange where id = of_change for update;
    if c.id is null or me.id is null or not accounts_may_give(c.organization_id, c.role) then
        raise insufficient_privilege;
    end if;
    is_concerned := me.person_id in (
        select m.person_id from accounts_membership m where m.id in (c.proposed_by_id, c.ends_id)
        union all select c.person_id);
    if decision = 'carry_out' and c.state = 'open' and c.proposed_by_id = me.id
       and c.decided_by_id is null then
        perform accounts_carry_out(c.id, at);
    elsif decision = 'confirm' and c.state = 'proposed' and is_concerned is not true then
        update accounts_rolechange set state = 'open', decided_by_id = me.id, decided_at = at
        where id = c.id;
        perform accounts_carry_out(c.id, at);
    elsif decision = 'refuse' and c.state = 'proposed' and is_concerned is not true
       or decision = 'revoke' and c.state in ('proposed', 'open') then
        update accounts_rolechange
        set state = case decision when 'refuse' then 'refused' else 'revoked' end,
            decided_by_id = me.id, decided_at = at, reason = why
        where id = c.id;
        delete from accounts_invitationkey where change_id = c.id;
    else
        raise insufficient_privilege;
    end if;
end $$;

create function accounts_issue_key(
    of_change bigint, as_code boolean, of_hash text, until timestamptz
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare c accounts_rolechange;
begin
    select * into c from accounts_rolechange where id = of_change for update;
    if c.id is null or c.state <> 'open' or not accounts_may_give(c.organization_id, c.role) then
        raise insufficient_privilege;
    end if;
    update accounts_invitationkey
    set code_hash = case when as_code then of_hash else code_hash end,
        link_hash = case when as_code then link_hash else of_hash end,
        expires_at = until
    where change_id = c.id;
end $$;

create function accounts_find_invitation(of_hash text) returns table (
    change_id bigint, organization_id bigint, role text, class_group_id bigint, name text,
    valid_from date, expires_at timestamptz
) language sql stable security definer set search_path = public, pg_temp as $$
    select c.id, c.organization_id, c.role::text, c.class_group_id, k.name::text, c.valid_from,
           k.expires_at
    from accounts_invitationkey k join accounts_rolechange c on c.id = k.change_id
    where c.state = 'open' and of_hash in (k.link_hash, k.code_hash)
$$;

create function accounts_offered(of_change bigint, by_person bigint) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select exists (
            select from accounts_rolechange c
            join accounts_membership m on m.id in (c.proposed_by_id, c.decided_by_id)
            where c.id = of_change and m.person_id = by_person)
    $$;

-- Gives the role to the person who asks. Those who offered it cannot take it themselves.
create function accounts_accept_invitation(of_hash text, at timestamptz) returns bigint
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    c accounts_rolechange;
    me bigint := hamkke_person_id();
begin
    select r.* into c from accounts_rolechange r join accounts_invitationkey k on k.change_id = r.id
    where of_hash in (k.link_hash, k.code_hash) and k.expires_at > at and r.state = 'open'
    for update of r;
    -- Who waited for the lock reads the row as it is by now, but its key may be gone.
    if c.id is null or me is null
       or not exists (select from accounts_invitationkey where change_id = c.id)
       or accounts_offered(c.id, me) then
        raise insufficient_privilege;
    end if;
    c.given_id := accounts_add_membership(c, me);
    update accounts_rolechange
    set state = 'done', person_id = me, given_id = c.given_id where id = c.id;
    delete from accounts_invitationkey where change_id = c.id;
    return c.given_id;
end $$;

-- Names and addresses of those who did not answer in time go.
create function accounts_forget_expired(at timestamptz) returns integer
    language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer;
begin
    with late as (delete from accounts_invitationkey where expires_at <= at returning change_id)
    update accounts_rolechange set state = 'expired'
    where id in (select change_id from late) and state in ('proposed', 'open');
    get diagnostics gone = row_count;
    return gone;
end $$;

-- A body that is not on record yet, by those who may invite its first people.
create function accounts_add_organization(
    of_kind text, of_name text, in_district bigint, of_code text, at_address text, details jsonb
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
    new_id bigint;
    is_city boolean := hamkke_organization_kind() = 'metropolitan_office';
begin
    if not exists (
        select from accounts_chain() c
        where c.giver_kind = hamkke_organization_kind() and c.giver_role = hamkke_role()
          and c.kind = of_kind and c.reach <> 'own')
       or not is_city and not coalesce(in_district = any (hamkke_district_ids()), false) then
        raise insufficient_privilege;
    end if;
    insert into organizations_organization (kind, name, name_en)
    values (of_kind, of_name, coalesce(details->>'name_en', '')) returning id into new_id;
    if of_kind = 'education_office' then
        insert into organizations_educationoffice (organization_id, short_name, phone, address, website)
        values (new_id, of_name, '', at_address, '');
        insert into organizations_officedistrict (education_office_id, district_id, valid_during)
        select new_id, value::bigint, daterange(hamkke_today(), null)
        from jsonb_array_elements_text(details->'districts');
    elsif of_kind = 'district' then
        insert into organizations_district
            (organization_id, code, latitude, longitude, grid_x, grid_y)
        values (new_id, of_code, (details->>'latitude')::float, (details->>'longitude')::float,
                (details->>'grid_x')::int, (details->>'grid_y')::int);
    elsif of_kind = 'school' then
        insert into organizations_school
            (organization_id, district_id, standard_id, level, level_name, establishment, is_open,
             address)
        values (new_id, in_district, of_code, details->>'level', details->>'level_name', '', true,
                at_address);
    else
        insert into organizations_venue (organization_id, district_id, address)
        values (new_id, in_district, at_address);
    end if;
    return new_id;
end $$;

create function accounts_add_class_group(
    of_year integer, of_grade integer, of_name text, pupils integer
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare new_id bigint;
begin
    if hamkke_role() is distinct from 'school_officer' then
        raise insufficient_privilege;
    end if;
    insert into organizations_classgroup (school_id, school_year, grade, name, pupil_count, need_tier)
    values (hamkke_organization_id(), of_year, of_grade, of_name, pupils, 0)
    returning id into new_id;
    return new_id;
end $$;

-- Takes a whole import back: nobody may have accepted, nothing may refer to its class groups.
create function accounts_undo_import(of_import bigint, at timestamptz) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    i accounts_staffimport;
begin
    select * into i from accounts_staffimport where id = of_import for update;
    if i.id is null or i.undone_at is not null or hamkke_role() is distinct from 'school_officer'
       or i.organization_id <> hamkke_organization_id() then
        raise insufficient_privilege;
    end if;
    perform from accounts_rolechange where batch_id = i.id for update;
    if exists (select from accounts_rolechange where batch_id = i.id and state = 'done') then
        raise exception 'somebody has accepted' using errcode = 'foreign_key_violation';
    end if;
    delete from accounts_invitationkey k using accounts_rolechange c
    where c.id = k.change_id and c.batch_id = i.id;
    delete from accounts_rolechange where batch_id = i.id;
    set constraints all immediate;
    delete from organizations_classgroup
    where id = any (i.class_groups) and school_id = i.organization_id;
    update accounts_staffimport set undone_at = at where id = i.id;
end $$;

revoke execute on function accounts_add_membership, accounts_carry_out, accounts_decide_change, accounts_issue_key,
    accounts_find_invitation, accounts_offered, accounts_accept_invitation, accounts_forget_expired,
    accounts_add_organization, accounts_add_class_group, accounts_undo_import from public;
grant execute on function accounts_decide_change, accounts_issue_key, accounts_add_organization,
    accounts_add_class_group, accounts_undo_import to hamkke_work;
grant execute on function accounts_find_invitation, accounts_offered, accounts_accept_invitation to hamkke_identity;
grant execute on function accounts_forget_expired to hamkke_work, hamkke_identity, hamkke_jobs;
