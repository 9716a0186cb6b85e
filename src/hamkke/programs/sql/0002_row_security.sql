-- Who may read and write programs, and what no program of ours may do to one.

grant select (id, agreement_pillar_id, district_id, education_office_id, venue_id, title, summary,
    description, preparation, cost, level, grade_from, grade_to, state, version, submission,
    published_at)
    on programs_program to hamkke_public, hamkke_jobs;
grant select, insert on programs_program to hamkke_work;
grant update (agreement_pillar_id, education_office_id, title, summary, description, preparation,
    cost, level, grade_from, grade_to, state, version, submission, changed_at, published_at)
    on programs_program to hamkke_work;
grant select on programs_programsession, programs_programsearch
    to hamkke_public, hamkke_work, hamkke_jobs;
grant insert, delete on programs_programsession to hamkke_work;
grant update (starts_at, ends_at, place, capacity, minimum, max_pupils)
    on programs_programsession to hamkke_work;
grant insert, update (title, text, grams) on programs_programsearch to hamkke_work;
grant select, insert on programs_programstep, programs_programapproval to hamkke_work;
grant insert on programs_programevent, programs_programsessionevent,
    programs_programapprovalevent to hamkke_work;

alter table programs_program enable row level security;
alter table programs_programsession enable row level security;
alter table programs_programsearch enable row level security;
alter table programs_programstep enable row level security;
alter table programs_programapproval enable row level security;

-- Programs ----------------------------------------------------------------------------------
create policy published_to_all on programs_program for select
    to hamkke_public, hamkke_work, hamkke_jobs
    using (published_at is not null);

create policy venue_reads_own on programs_program for select to hamkke_work
    using (
        venue_id = (select hamkke_organization_id())
        and (select hamkke_role()) = 'venue_manager'
    );

-- A draft is the venue's alone; once submitted it is seen by all who work for the district.
create policy deciders_read_submitted on programs_program for select to hamkke_work
    using (
        state <> 'draft'
        and (select hamkke_role()) in ('officer', 'head', 'superintendent')
        and (district_id = any ((select hamkke_district_ids())::bigint[])
             or education_office_id = (select hamkke_organization_id()))
    );

-- A pillar counts while the agreement of the program's own district is in force.
create function programs_pillar_holds(pillar bigint, district bigint) returns boolean
    language sql stable
    as $$
        select exists (
            select from agreements_agreementpillar p
            join agreements_agreement a on a.id = p.agreement_id
            where p.id = pillar and a.district_id = district and a.state = 'in_force')
    $$;

create function programs_office_covers(office bigint, district bigint) returns boolean
    language sql stable
    as $$
        select exists (
            select from organizations_officedistrict o
            where o.education_office_id = office and o.district_id = district
              and o.valid_during @> hamkke_today())
    $$;

create policy venue_offers on programs_program for insert to hamkke_work
    with check (
        state = 'draft' and version = 1 and submission = 0
        and created_by_id = (select hamkke_person_id())
        and (select hamkke_role()) = 'venue_manager'
        and venue_id = (select hamkke_organization_id())
        and exists (
            select from organizations_venue v
            where v.organization_id = venue_id and v.district_id = programs_program.district_id)
        and programs_pillar_holds(agreement_pillar_id, district_id)
        and programs_office_covers(education_office_id, district_id)
    );

-- What may become of it is said by the trigger below, for it needs the row as it was.
create policy venue_revises on programs_program for update to hamkke_work
    using (
        state in ('draft', 'returned')
        and (select hamkke_role()) = 'venue_manager'
        and venue_id = (select hamkke_organization_id())
    )
    with check (
        state in ('draft', 'returned', 'submitted')
        and venue_id = (select hamkke_organization_id())
    );

create policy sides_decide on programs_program for update to hamkke_work
    using (
        state = 'submitted'
        and (select hamkke_role()) = 'officer'
        and (select hamkke_organization_id()) in (district_id, education_office_id)
    )
    with check (
        state in ('submitted', 'returned', 'published')
        and (select hamkke_role()) = 'officer'
    );

-- Sessions and the searchable text: whoever sees the program sees them; the venue writes them
-- while the program is in its hands. ----------------------------------------------------------
create policy with_program on programs_programsession for select
    to hamkke_public, hamkke_work, hamkke_jobs
    using (exists (select from programs_program p where p.id = program_id));
create policy with_program on programs_programsearch for select
    to hamkke_public, hamkke_work, hamkke_jobs
    using (exists (select from programs_program p where p.id = program_id));

-- True while the acting venue may write it; the program's own policies apply inside.
create function programs_may_write(program bigint) returns boolean language sql stable
    as $$
        select exists (
            select from programs_program p
            where p.id = program and p.state in ('draft', 'returned')
              and hamkke_role() = 'venue_manager' and p.venue_id = hamkke_organization_id())
    $$;

create policy venue_adds on programs_programsession for insert to hamkke_work
    with check (programs_may_write(program_id));
create policy venue_changes on programs_programsession for update to hamkke_work
    using (programs_may_write(program_id));
create policy venue_removes on programs_programsession for delete to hamkke_work
    using (programs_may_write(program_id));
create policy venue_adds on programs_programsearch for insert to hamkke_work
    with check (programs_may_write(program_id));
create policy venue_changes on programs_programsearch for update to hamkke_work
    using (programs_may_write(program_id));

-- Steps and approvals: read by those whom the program concerns, written once, in one's own name.
create function programs_is_party(program bigint) returns boolean language sql stable
    as $$
        select exists (
            select from programs_program p
            where p.id = program
              and (hamkke_role() = 'venue_manager' and p.venue_id = hamkke_organization_id()
                   or hamkke_role() in ('officer', 'head', 'superintendent')
                      and (p.district_id = any (hamkke_district_ids())
                           or p.education_office_id = hamkke_organization_id())))
    $$;

create policy parties_read on programs_programstep for select to hamkke_work
    using (programs_is_party(program_id));
create policy parties_read on programs_programapproval for select to hamkke_work
    using (programs_is_party(program_id));

create policy own_step on programs_programstep for insert to hamkke_work
    with check (
        person_id = (select hamkke_person_id())
        and organization_id = (select hamkke_organization_id())
        and programs_is_party(program_id)
    );

create policy own_side_approves on programs_programapproval for insert to hamkke_work
    with check (
        person_id = (select hamkke_person_id())
        and organization_id = (select hamkke_organization_id())
        and (select hamkke_role()) = 'officer'
        and exists (
            select from programs_program p
            where p.id = program_id and p.state = 'submitted'
              and p.submission = programs_programapproval.submission
              and programs_programapproval.organization_id
                  in (p.district_id, p.education_office_id))
    );

-- What no policy can say, for it compares before and after: no state is skipped, the text changes
-- only in the venue's hands, and both sides approved what becomes public.
create function programs_guard_way() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
        ('draft', 'draft'), ('draft', 'submitted'), ('returned', 'returned'),
        ('returned', 'submitted'), ('submitted', 'submitted'), ('submitted', 'returned'),
        ('submitted', 'published'))
    then
        raise exception 'program %: % does not follow %', old.id, new.state, old.state
            using errcode = 'check_violation';
    end if;
    if (new.district_id, new.venue_id) is distinct from (old.district_id, old.venue_id)
        or (new.agreement_pillar_id, new.title, new.summary, new.description, new.preparation,
            new.cost, new.level, new.grade_from, new.grade_to)
            is distinct from
           (old.agreement_pillar_id, old.title, old.summary, old.description, old.preparation,
            old.cost, old.level, old.grade_from, old.grade_to)
           and (old.state not in ('draft', 'returned') or new.state <> old.state)
    then
        raise exception 'program %: its text changes in the venue''s hands only', old.id
            using errcode = 'check_violation';
    end if;
    if new.version <> old.version + 1
        or new.submission <> old.submission
            + (old.state <> 'submitted' and new.state = 'submitted')::int
    then
        raise exception 'program %: saves and submissions are counted', old.id
            using errcode = 'check_violation';
    end if;
    if new.agreement_pillar_id <> old.agreement_pillar_id
        and not programs_pillar_holds(new.agreement_pillar_id, new.district_id)
    then
        raise exception 'program %: not a pillar of its district in force', old.id
            using errcode = 'check_violation';
    end if;
    if old.state = 'submitted' and new.education_office_id <> old.education_office_id then
        raise exception 'program %: its office changes with the submission only', old.id
            using errcode = 'check_violation';
    end if;
    if old.state <> 'submitted' and new.state = 'submitted' and not (
        programs_pillar_holds(new.agreement_pillar_id, new.district_id)
        and programs_office_covers(new.education_office_id, new.district_id)
        and exists (select from programs_programsession s where s.program_id = new.id))
    then
        raise exception 'program %: nothing that could be approved', old.id
            using errcode = 'check_violation';
    end if;
    if new.state = 'published' and 2 <> (
        select count(distinct a.organization_id) from programs_programapproval a
        where a.program_id = new.id and a.submission = new.submission
          and a.organization_id in (new.district_id, new.education_office_id))
    then
        raise exception 'program %: not approved by both sides', old.id
            using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger guard_way before update on programs_program
    for each row execute function programs_guard_way();
