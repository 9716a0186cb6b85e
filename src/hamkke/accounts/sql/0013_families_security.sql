-- Codes for pupils and their parents. Whether who asks hands them out: a school's officer for the
-- school and each of its class groups, a homeroom teacher for the own class group alone.
create function accounts_hands_out(of_organization bigint, of_class_group bigint) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select coalesce(
            hamkke_organization_kind() = 'school' and of_organization = hamkke_organization_id()
            and case hamkke_role()
                when 'school_officer' then of_class_group is null or exists (
                    select from organizations_classgroup g
                    where g.id = of_class_group and g.school_id = of_organization)
                when 'homeroom_teacher' then of_class_group = hamkke_class_group_id()
            end, false)
    $$;

create policy families on accounts_rolechange for select to hamkke_work
    using (role in ('student', 'parent') and accounts_hands_out(organization_id, class_group_id));
create policy hands_out on accounts_rolechange for insert to hamkke_work
    with check (
        role in ('student', 'parent') and accounts_hands_out(organization_id, class_group_id)
        and gives and state = 'open' and proposed_by_id = (select (hamkke_membership()).id)
        and person_id is null and given_id is null and ends_id is null and decided_by_id is null
    );

-- What a child typed and whom it named: the identity role alone. It must find them before it knows
-- whose request this is, so its policy cannot narrow by person.
grant select, insert on accounts_childsignup to hamkke_identity;
alter table accounts_childsignup enable row level security;
create policy identity_reads on accounts_childsignup for select to hamkke_identity using (true);
create policy identity_keeps on accounts_childsignup for insert to hamkke_identity
    with check (true);
-- The school may know that somebody waits, and nothing that was typed.
grant select (key_id) on accounts_childsignup to hamkke_work;
create policy of_the_school on accounts_childsignup for select to hamkke_work
    using (exists (select from accounts_rolechange c where c.id = key_id));

-- A consent is the child's own; written by the functions below.
grant select (person_id, guardian_name, relation, way, fourteen_on, consented_at)
    on accounts_guardianconsent to hamkke_identity;
alter table accounts_guardianconsent enable row level security;
create policy own on accounts_guardianconsent for select to hamkke_identity
    using (person_id = (select hamkke_person_id()));

-- A name is corrected by the person.
grant update (name) on accounts_person to hamkke_identity;
create policy corrects_own on accounts_person for update to hamkke_identity
    using (id = (select hamkke_person_id()));

-- With the key of a child's invitation goes what the child typed, and every letter to the guardian
-- unless another child waits for the same one.
create function accounts_forget_child() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
declare guardian text;
begin
    delete from accounts_childsignup where key_id = old.change_id
    returning guardian_email into guardian;
    if guardian <> '' and not exists (
        select from accounts_childsignup where lower(guardian_email) = lower(guardian)) then
        delete from mail_message where purpose = 'guardian' and lower(address) = lower(guardian);
        delete from mail_returnedmail
        where lower(address) = lower(guardian) and person_number is null;
    end if;
    return null;
end $$;
create trigger forget_child after delete on accounts_invitationkey
    for each row execute function accounts_forget_child();

-- A membership of a class lasts for its school year, that of a pupil's or parent's without a class
-- until the school ends it.
create or replace function accounts_add_membership(c accounts_rolechange, to_person bigint)
    returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
    new_id bigint;
    in_year integer := (
        select school_year from organizations_classgroup
        where id = c.class_group_id and school_id = c.organization_id);
begin
    if (c.class_group_id is not null) <> (in_year is not null)
       or c.role = 'homeroom_teacher' and in_year is null
       or c.role not in ('homeroom_teacher', 'student', 'parent') and in_year is not null then
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

-- Codes that nobody has used are taken back: those of a sheet that is printed anew, or lost.
create function accounts_end_family_codes(of_class_group bigint, of_role text, at timestamptz)
    returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer;
begin
    if not accounts_hands_out(hamkke_organization_id(), of_class_group)
       or of_role not in ('student', 'parent') then
        raise insufficient_privilege;
    end if;
    with keys as (
        delete from accounts_invitationkey k using accounts_rolechange c
        where c.id = k.change_id and k.code_hash is not null
          and c.organization_id = hamkke_organization_id() and c.role = of_role
          and c.class_group_id is not distinct from of_class_group and c.state = 'open'
        returning k.change_id)
    update accounts_rolechange
    set state = 'revoked', decided_by_id = (hamkke_membership()).id, decided_at = at
    where id in (select change_id from keys);
    get diagnostics gone = row_count;
    return gone;
end $$;

create function accounts_end_family_role(of_membership bigint, at timestamptz) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
declare m accounts_membership;
begin
    select * into m from accounts_membership where id = of_membership for update;
    if m.id is null or m.role not in ('student', 'parent')
       or not accounts_hands_out(m.organization_id, m.class_group_id) then
        raise insufficient_privilege;
    end if;
    update accounts_membership set valid_until = greatest(valid_from, hamkke_today())
    where id = m.id and (valid_until is null or valid_until > hamkke_today());
end $$;

-- A pupil's code becomes the guardian's to answer: nobody can use it any more, the school sees
-- under which name somebody waits.
create function accounts_await_guardian(
    of_hash text, child_name text, guardian_hash text, until timestamptz, at timestamptz
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare found_id bigint;
begin
    update accounts_invitationkey k
    set name = child_name, email = '', code_hash = null, link_hash = guardian_hash,
        expires_at = until
    from accounts_rolechange c
    where c.id = k.change_id and c.state = 'open' and c.role = 'student'
      and k.code_hash = of_hash and k.expires_at > at
    returning k.change_id into found_id;
    if found_id is null then
        raise insufficient_privilege;
    end if;
    return found_id;
end $$;

-- What a guardian's link is about: a child that waits, or the consent given before.
create function accounts_guardian_asked(of_hash text) returns table (
    change_id bigint, person_id bigint, child_name text, organization_id bigint,
    class_group_id bigint, until timestamptz, consented_at timestamptz, fourteen_on date
) language sql stable security definer set search_path = public, pg_temp as $$
    select c.id, null::bigint, k.name::text, c.organization_id, c.class_group_id, k.expires_at,
           null::timestamptz, s.fourteen_on
    from accounts_childsignup s
    join accounts_invitationkey k on k.change_id = s.key_id
    join accounts_rolechange c on c.id = k.change_id
    where k.link_hash = of_hash and c.state = 'open'
    union all
    select c.id, g.person_id, p.name::text, c.organization_id, c.class_group_id, null,
           g.consented_at, g.fourteen_on
    from accounts_guardianconsent g
    join accounts_person p on p.id = g.person_id
    join accounts_rolechange c on c.person_id = g.person_id and c.role = 'student'
    where g.link_hash = of_hash
    order by 1 limit 1
$$;

-- Makes the account of a child whose guardian has consented.
create function accounts_admit_child(
    of_change bigint, by_name text, by_relation text, by_way text, at timestamptz
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
    c accounts_rolechange;
    k accounts_invitationkey;
    s accounts_childsignup;
    new_person bigint;
    new_account bigint;
begin
    select * into c from accounts_rolechange where id = of_change for update;
    select * into k from accounts_invitationkey where change_id = of_change;
    select * into s from accounts_childsignup where key_id = of_change;
    if c.state is distinct from 'open' or s.key_id is null or k.expires_at <= at then
        raise insufficient_privilege;
    end if;
    insert into accounts_person (name) values (k.name) returning id into new_person;
    insert into accounts_account (person_id, login_name, password, is_active)
    values (new_person, 'person.' || new_person, s.password, true) returning id into new_account;
    insert into account_emailaddress (user_id, email, verified, "primary")
    values (new_account, lower(s.email), false, true);
    c.given_id := accounts_add_membership(c, new_person);
    insert into accounts_guardianconsent
        (person_id, guardian_name, relation, way, link_hash, fourteen_on, consented_at,
         confirmed_by_id)
    values (new_person, by_name, by_relation, by_way, k.link_hash, s.fourteen_on, at,
            (hamkke_membership()).id);
    update accounts_rolechange set state = 'done', person_id = new_person, given_id = c.given_id
    where id = c.id;
    delete from accounts_invitationkey where change_id = c.id;
    return new_person;
end $$;

create function accounts_guardian_consents(
    of_hash text, by_name text, by_relation text, at timestamptz
) returns bigint language sql security definer set search_path = public, pg_temp as $$
    select accounts_admit_child(
        (select change_id from accounts_invitationkey where link_hash = of_hash),
        by_name, by_relation, 'link', at)
$$;

create function accounts_guardian_refuses(of_hash text, at timestamptz) returns bigint
    language plpgsql security definer set search_path = public, pg_temp as $$
declare refused bigint;
begin
    update accounts_rolechange c set state = 'refused', decided_at = at
    from accounts_invitationkey k join accounts_childsignup s on s.key_id = k.change_id
    where k.link_hash = of_hash and c.id = k.change_id and c.state = 'open' and k.expires_at > at
    returning c.id into refused;
    if refused is null then
        raise insufficient_privilege;
    end if;
    delete from accounts_invitationkey where change_id = refused;
    return refused;
end $$;

-- The school has the guardian's signature on paper.
create function accounts_confirm_on_paper(
    of_change bigint, by_name text, by_relation text, at timestamptz
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (
        select from accounts_rolechange c
        where c.id = of_change and c.role = 'student'
          and accounts_hands_out(c.organization_id, c.class_group_id)) then
        raise insufficient_privilege;
    end if;
    return accounts_admit_child(of_change, by_name, by_relation, 'paper', at);
end $$;

-- Children whom nobody answered for in time, and what was written to guardians and children: gone.
create function accounts_forget_unanswered(at timestamptz) returns integer
    language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer := accounts_forget_expired(at);
begin
    delete from mail_returnedmail r using mail_message m
    where r.address = m.address and r.person_number is null
      and m.purpose in ('guardian_told', 'child_told') and m.finished_at is not null;
    delete from mail_message
    where purpose in ('guardian_told', 'child_told') and finished_at is not null;
    return gone;
end $$;

-- The last of those who look after a body's people cannot go without a successor: which bodies.
create function accounts_left_alone() returns table (organization_id bigint)
    language sql stable security definer set search_path = public, pg_temp as $$
        select mine.organization_id from accounts_membership mine
        where mine.person_id = hamkke_person_id()
          and mine.role in ('officer', 'school_officer', 'venue_manager')
          and mine.valid_from <= hamkke_today()
          and (mine.valid_until is null or mine.valid_until > hamkke_today())
          and not exists (
              select from accounts_membership m
              where m.organization_id = mine.organization_id and m.role = mine.role
                and m.person_id <> mine.person_id and m.valid_from <= hamkke_today() + 1
                and (m.valid_until is null or m.valid_until > hamkke_today()))
    $$;

-- Deletes the account of who asks and all that only served it. The person and the memberships go
-- too, unless something refers to them: then name and memberships stay with what was done, and the
-- answer is false. What other apps keep for an account they delete by triggers of their own.
create function accounts_erase_me(at timestamptz) returns boolean
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    me bigint := hamkke_person_id();
    mine bigint := (select id from accounts_account where person_id = me);
begin
    if me is null or mine is null then
        raise insufficient_privilege;
    end if;
    perform pg_advisory_xact_lock(hashtext('accounts_keepers'), m.organization_id::int)
    from accounts_membership m where m.person_id = me order by m.organization_id;
    if exists (select from accounts_left_alone()) then
        raise exception 'nobody would be left to look after the organization'
            using errcode = 'check_violation';
    end if;
    update accounts_rolechange set state = 'revoked', decided_at = at
    where state in ('proposed', 'open')
      and (person_id = me or ends_id in (select id from accounts_membership where person_id = me));
    delete from django_session where session_key in (
        select session_key from usersessions_usersession where user_id = mine);
    delete from usersessions_usersession where user_id = mine;
    delete from mfa_authenticator where user_id = mine;
    delete from socialaccount_socialtoken where account_id in (
        select id from socialaccount_socialaccount where user_id = mine);
    delete from socialaccount_socialaccount where user_id = mine;
    delete from account_emailconfirmation where email_address_id in (
        select id from account_emailaddress where user_id = mine);
    delete from mail_message where person_number = me;
    delete from mail_returnedmail where person_number = me;
    delete from account_emailaddress where user_id = mine;
    delete from accounts_account where id = mine;
    delete from accounts_guardianconsent where person_id = me;
    update accounts_membership set valid_until = greatest(valid_from, hamkke_today())
    where person_id = me and (valid_until is null or valid_until > hamkke_today());
    begin
        update accounts_rolechange set given_id = null
        where given_id in (select id from accounts_membership where person_id = me);
        update accounts_rolechange set person_id = null where person_id = me;
        set constraints all immediate;
        delete from accounts_membership where person_id = me;
        delete from accounts_person where id = me;
        -- Its history holds the name, and takes no deletion from anybody else.
        perform set_config('pgtrigger.ignore', array_agg(tgname)::text, true)
        from pg_trigger where tgrelid = 'accounts_personevent'::regclass and not tgisinternal;
        delete from accounts_personevent where id = me;
        perform set_config('pgtrigger.ignore', '{}', true);
        return true;
    exception when foreign_key_violation then
        return false;
    end;
end $$;

-- All that is held on who asks, table by table, found by what refers to a person: a table that is
-- added later is in it. What belongs to the work of a body is told by number and time, what is the
-- person's own in full, without what opens doors. The support zone answers for itself.
create function accounts_held_on_me() returns table (kept_in text, by_column text, content jsonb)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    me bigint := hamkke_person_id();
    source record;
begin
    for source in
        select t.relname::text as name, a.attname::text as key, 'person' as of_what
        from pg_constraint f
        join pg_class t on t.oid = f.conrelid
        join pg_attribute a on a.attrelid = t.oid and a.attnum = f.conkey[1]
        where f.contype = 'f' and f.confrelid = 'accounts_person'::regclass
        union
        select t.relname, a.attname, 'membership'
        from pg_constraint f
        join pg_class t on t.oid = f.conrelid
        join pg_attribute a on a.attrelid = t.oid and a.attnum = f.conkey[1]
        where f.contype = 'f' and f.confrelid = 'accounts_membership'::regclass
        union
        select t.relname, a.attname, 'person'
        from pg_attribute a join pg_class t on t.oid = a.attrelid
        where a.attname = 'person_number' and t.relkind = 'r'
          and t.relnamespace = 'public'::regnamespace
        order by 1, 2
    loop
        continue when source.name like 'support\_%';
        return query execute format(
            'select %L::text, %L::text, (select coalesce(jsonb_object_agg(key, value), ''{}'') '
            || 'from jsonb_each(to_jsonb(t)) where key not in (''password'', ''link_hash'', '
            || '''code_hash'', ''reference'', ''subject'', ''text'') and (%L or key ~ ''(^id|_at|_date|^valid_from|^valid_until)$'')) '
            || 'from %I t where %I ' || case source.of_what
                when 'person' then '= $1'
                else 'in (select id from accounts_membership where person_id = $1)' end
            || ' order by 3',
            source.name, source.key, source.of_what = 'person'
                and source.name ~ '^(accounts|inbox|audit|mail)_', source.name, source.key)
        using me;
    end loop;
end $$;

revoke execute on function accounts_add_membership, accounts_forget_child,
    accounts_end_family_codes, accounts_end_family_role, accounts_await_guardian,
    accounts_guardian_asked, accounts_admit_child, accounts_guardian_consents,
    accounts_guardian_refuses, accounts_confirm_on_paper, accounts_forget_unanswered,
    accounts_left_alone, accounts_erase_me, accounts_held_on_me from public;
grant execute on function accounts_end_family_codes, accounts_end_family_role,
    accounts_confirm_on_paper to hamkke_work;
grant execute on function accounts_await_guardian, accounts_guardian_asked,
    accounts_guardian_consents, accounts_guardian_refuses, accounts_left_alone, accounts_erase_me,
    accounts_held_on_me to hamkke_identity;
grant execute on function accounts_forget_unanswered to hamkke_jobs;
