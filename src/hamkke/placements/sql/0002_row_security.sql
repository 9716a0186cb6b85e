-- Whether an office of education covers a district that the acting organization works for today.
create function hamkke_office_is_ours(office bigint) returns boolean language sql stable
    as $$
        select exists (
            select from organizations_officedistrict o
            where o.education_office_id = office
              and o.district_id = any ((select hamkke_district_ids())::bigint[])
              and o.valid_during @> hamkke_today())
    $$;

-- Whether the one who asks is an officer of this office of education.
create function hamkke_is_officer_of(office bigint) returns boolean language sql stable
    as $$
        select office = (select hamkke_organization_id()) and (select hamkke_role()) = 'officer'
    $$;

grant select, insert, update on placements_round to hamkke_work;
grant select, insert, delete, update (settled_at) on placements_roundsession to hamkke_work;
grant insert on placements_roundinput to hamkke_work;
grant select, insert, update on placements_application to hamkke_work;
grant select, insert, delete on placements_wish to hamkke_work;
grant select, update (published_at) on placements_allocationrun to hamkke_work;
grant select on placements_placement, placements_unmetwish to hamkke_work;
grant select, insert, update on placements_roundfigure, placements_sessionfigure to hamkke_work;
grant select, insert on placements_roundbundle to hamkke_work;
grant insert on placements_roundevent, placements_applicationevent to hamkke_work;

grant select, update on placements_round to hamkke_jobs;
grant select on placements_roundsession, placements_application, placements_wish to hamkke_jobs;
grant select, insert on placements_roundinput, placements_allocationrun, placements_placement,
    placements_unmetwish to hamkke_jobs;
grant select, update on placements_roundfigure to hamkke_jobs;
grant insert on placements_roundevent to hamkke_jobs;

grant select on placements_roundfigure, placements_sessionfigure, placements_roundbundle
    to hamkke_public;

alter table placements_round enable row level security;
alter table placements_roundsession enable row level security;
alter table placements_roundinput enable row level security;
alter table placements_application enable row level security;
alter table placements_wish enable row level security;
alter table placements_allocationrun enable row level security;
alter table placements_placement enable row level security;
alter table placements_unmetwish enable row level security;
alter table placements_roundfigure enable row level security;
alter table placements_sessionfigure enable row level security;
alter table placements_roundbundle enable row level security;

-- Rounds: the office's own, drafts included; others of its districts see what was opened, families
-- only what was published.
create policy office_reads on placements_round for select to hamkke_work
    using (hamkke_is_officer_of(education_office_id));
create policy districts_read on placements_round for select to hamkke_work
    using (
        state <> 'draft'
        and (select hamkke_role()) not in ('student', 'parent')
        and hamkke_office_is_ours(education_office_id));
create policy families_read on placements_round for select to hamkke_work
    using (
        state = 'published'
        and (select hamkke_role()) in ('student', 'parent')
        and hamkke_office_is_ours(education_office_id));
create policy office_adds on placements_round for insert to hamkke_work
    with check (hamkke_is_officer_of(education_office_id));
create policy office_changes on placements_round for update to hamkke_work
    using (hamkke_is_officer_of(education_office_id))
    with check (hamkke_is_officer_of(education_office_id));
-- A submission holds a shared lock on the round, for which PostgreSQL asks for the right to update:
-- the row may be locked, and no update of it passes the check.
create policy teachers_lock on placements_round for update to hamkke_work
    using (
        state = 'open'
        and (select hamkke_role()) = 'homeroom_teacher'
        and hamkke_office_is_ours(education_office_id))
    with check (false);
create policy jobs_read on placements_round for select to hamkke_jobs using (true);
create policy jobs_change on placements_round for update to hamkke_jobs using (true);

-- What may be wished for: seen with its round, chosen by the office while the round is a draft.
create policy seen_with_round on placements_roundsession for select to hamkke_work
    using (exists (select from placements_round r where r.id = round_id));
create policy office_adds on placements_roundsession for insert to hamkke_work
    with check (exists (
        select from placements_round r
        where r.id = round_id and r.state = 'draft'
          and hamkke_is_officer_of(r.education_office_id)));
create policy office_removes on placements_roundsession for delete to hamkke_work
    using (exists (
        select from placements_round r
        where r.id = round_id and r.state = 'draft'
          and hamkke_is_officer_of(r.education_office_id)));
create policy office_settles on placements_roundsession for update to hamkke_work
    using (exists (
        select from placements_round r
        where r.id = round_id and hamkke_is_officer_of(r.education_office_id)));
create policy jobs_read on placements_roundsession for select to hamkke_jobs using (true);

-- The frozen input: the office writes it once at the close and does not read it back.
create policy office_freezes on placements_roundinput for insert to hamkke_work
    with check (exists (
        select from placements_round r
        where r.id = round_id and r.state = 'closed'
          and hamkke_is_officer_of(r.education_office_id)));
create policy jobs_read on placements_roundinput for select to hamkke_jobs using (true);
create policy jobs_freeze on placements_roundinput for insert to hamkke_jobs with check (true);

-- Applications: a class group's own teacher always, its families when it is published, the office
-- from the close on.
create policy teacher_reads on placements_application for select to hamkke_work
    using (
        class_group_id = (select hamkke_class_group_id())
        and (select hamkke_role()) = 'homeroom_teacher');
create policy family_reads on placements_application for select to hamkke_work
    using (
        class_group_id = (select hamkke_class_group_id())
        and (select hamkke_role()) in ('student', 'parent')
        and exists (
            select from placements_round r where r.id = round_id and r.state = 'published'));
create policy office_reads on placements_application for select to hamkke_work
    using (exists (
        select from placements_round r
        where r.id = round_id and r.closed_at is not null
          and hamkke_is_officer_of(r.education_office_id)));
create policy teacher_applies on placements_application for insert to hamkke_work
    with check (
        class_group_id = (select hamkke_class_group_id())
        and (select hamkke_role()) = 'homeroom_teacher'
        and exists (select from placements_round r where r.id = round_id and r.state = 'open'));
create policy teacher_changes on placements_application for update to hamkke_work
    using (
        class_group_id = (select hamkke_class_group_id())
        and (select hamkke_role()) = 'homeroom_teacher')
    with check (
        class_group_id = (select hamkke_class_group_id())
        and (select hamkke_role()) = 'homeroom_teacher'
        and exists (select from placements_round r where r.id = round_id and r.state = 'open'));
create policy jobs_read on placements_application for select to hamkke_jobs using (true);

create policy seen_with_application on placements_wish for select to hamkke_work
    using (exists (select from placements_application a where a.id = application_id));
create policy teacher_wishes on placements_wish for insert to hamkke_work
    with check (exists (
        select from placements_application a
        join placements_round r on r.id = a.round_id
        where a.id = application_id and r.state = 'open'
          and a.class_group_id = (select hamkke_class_group_id())
          and (select hamkke_role()) = 'homeroom_teacher'));
create policy teacher_takes_back on placements_wish for delete to hamkke_work
    using (exists (
        select from placements_application a
        join placements_round r on r.id = a.round_id
        where a.id = application_id and r.state = 'open'
          and a.class_group_id = (select hamkke_class_group_id())
          and (select hamkke_role()) = 'homeroom_teacher'));
create policy jobs_read on placements_wish for select to hamkke_jobs using (true);

-- Runs: written by jobs alone, published by the office, then seen by the class groups in it.
create policy office_reads on placements_allocationrun for select to hamkke_work
    using (exists (
        select from placements_round r
        where r.id = round_id and hamkke_is_officer_of(r.education_office_id)));
create policy class_reads on placements_allocationrun for select to hamkke_work
    using (
        published_at is not null
        and exists (
            select from placements_application a
            where a.round_id = placements_allocationrun.round_id
              and a.class_group_id = (select hamkke_class_group_id())));
create policy office_publishes on placements_allocationrun for update to hamkke_work
    using (exists (
        select from placements_round r
        where r.id = round_id and hamkke_is_officer_of(r.education_office_id)));
create policy jobs_read on placements_allocationrun for select to hamkke_jobs using (true);
create policy jobs_add on placements_allocationrun for insert to hamkke_jobs with check (true);

create policy seen_with_both on placements_placement for select to hamkke_work
    using (
        exists (select from placements_application a where a.id = application_id)
        and exists (select from placements_allocationrun u where u.id = run_id));
create policy jobs_read on placements_placement for select to hamkke_jobs using (true);
create policy jobs_add on placements_placement for insert to hamkke_jobs with check (true);

create policy seen_with_both on placements_unmetwish for select to hamkke_work
    using (
        exists (select from placements_application a where a.id = application_id)
        and exists (select from placements_allocationrun u where u.id = run_id));
create policy jobs_read on placements_unmetwish for select to hamkke_jobs using (true);
create policy jobs_add on placements_unmetwish for insert to hamkke_jobs with check (true);

-- Figures: for everybody; written by the office, the time of the close also by jobs.
create policy everybody_reads on placements_roundfigure for select
    to hamkke_public, hamkke_work, hamkke_jobs using (published_at is not null);
create policy office_adds on placements_roundfigure for insert to hamkke_work
    with check (hamkke_is_officer_of(education_office_id));
create policy office_changes on placements_roundfigure for update to hamkke_work
    using (hamkke_is_officer_of(education_office_id));
create policy jobs_change on placements_roundfigure for update to hamkke_jobs using (true);

create policy everybody_reads on placements_sessionfigure for select
    to hamkke_public, hamkke_work using (published_at is not null);
create policy office_adds on placements_sessionfigure for insert to hamkke_work
    with check (exists (
        select from placements_roundfigure f
        where f.round_id = round_figure_id and hamkke_is_officer_of(f.education_office_id)));
create policy office_changes on placements_sessionfigure for update to hamkke_work
    using (exists (
        select from placements_roundfigure f
        where f.round_id = round_figure_id and hamkke_is_officer_of(f.education_office_id)));

create policy everybody_reads on placements_roundbundle for select
    to hamkke_public, hamkke_work using (published_at is not null);
create policy office_adds on placements_roundbundle for insert to hamkke_work
    with check (exists (
        select from placements_round r
        where r.id = round_figure_id and r.state = 'published'
          and hamkke_is_officer_of(r.education_office_id)));
