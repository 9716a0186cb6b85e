-- Who may read and write programs.
grant select on programs_program, programs_programsession to hamkke_public, hamkke_work, hamkke_jobs;
grant insert on programs_program to hamkke_work;
grant update (agreement_pillar_id, title, summary, description, level, grade_from, grade_to, materials,
    state, version, submission, search_text, changed_at, published_at) on programs_program to hamkke_work;
grant insert, delete, update (starts_at, ends_at, place, capacity, minimum, max_pupils)
    on programs_programsession to hamkke_work;
grant select, insert on programs_programstep to hamkke_work;
grant insert on programs_programevent, programs_programsessionevent to hamkke_work;

alter table programs_program enable row level security;
alter table programs_programsession enable row level security;
alter table programs_programstep enable row level security;

create policy published_to_all on programs_program for select
    to hamkke_public, hamkke_work, hamkke_jobs
    using (published_at is not null);
create policy venue_reads on programs_program for select to hamkke_work
    using (venue_id = (select hamkke_organization_id())
           and (select hamkke_role()) = 'venue_manager');
-- Before it is submitted a program is the venue's own affair.
create policy offices_read on programs_program for select to hamkke_work
    using ((state <> 'draft' or submission > 0)
           and (select hamkke_role()) in ('officer', 'head', 'superintendent')
           and district_id = any ((select hamkke_district_ids())::bigint[]));

create policy venue_offers on programs_program for insert to hamkke_work
    with check (
        state = 'draft' and version = 1 and submission = 0
        and created_by_id = (select hamkke_person_id())
        and venue_id = (select hamkke_organization_id())
        and (select hamkke_role()) = 'venue_manager'
        and exists (
            select from organizations_venue v
            where v.organization_id = venue_id and v.district_id = programs_program.district_id)
        and exists (
            select from agreements_agreementpillar p join agreements_agreement a on a.id = p.agreement_id
            where p.id = agreement_pillar_id and a.district_id = programs_program.district_id
              and a.state = 'in_force'));
create policy venue_revises on programs_program for update to hamkke_work
    using (state = 'draft' and venue_id = (select hamkke_organization_id())
           and (select hamkke_role()) = 'venue_manager')
    with check (state in ('draft', 'submitted') and venue_id = (select hamkke_organization_id()));
create policy officers_decide on programs_program for update to hamkke_work
    using (state = 'submitted' and (select hamkke_role()) = 'officer'
           and (select hamkke_organization_kind()) in ('district', 'education_office')
           and district_id = any ((select hamkke_district_ids())::bigint[]))
    with check (state in ('draft', 'submitted', 'published')
                and district_id = any ((select hamkke_district_ids())::bigint[]));

-- Sessions and steps: whoever sees the program sees them.
create policy with_program on programs_programsession for select
    to hamkke_public, hamkke_work, hamkke_jobs
    using (exists (select from programs_program p where p.id = program_id));

-- True while the acting venue manager may write the program's sessions.
create function programs_may_write(program bigint) returns boolean language sql stable
    as $$
        select exists (
            select from programs_program p
            where p.id = program and p.state = 'draft' and hamkke_role() = 'venue_manager'
              and p.venue_id = hamkke_organization_id())
    $$;
create policy draft_gains_sessions on programs_programsession for insert to hamkke_work
    with check (programs_may_write(program_id));
create policy draft_changes_sessions on programs_programsession for update to hamkke_work
    using (programs_may_write(program_id));
create policy draft_loses_sessions on programs_programsession for delete to hamkke_work
    using (programs_may_write(program_id));

create policy parties_read on programs_programstep for select to hamkke_work
    using (exists (
        select from programs_program p
        where p.id = program_id
          and (p.venue_id = (select hamkke_organization_id())
               or (select hamkke_role()) in ('officer', 'head', 'superintendent')
                  and p.district_id = any ((select hamkke_district_ids())::bigint[]))));
create policy own_step on programs_programstep for insert to hamkke_work
    with check (person_id = (select hamkke_person_id())
                and organization_id = (select hamkke_organization_id())
                and exists (select from programs_program p where p.id = program_id));
