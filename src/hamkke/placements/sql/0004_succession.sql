grant select, insert on placements_returnedplace to hamkke_work;
grant select, update (state, answered_at, answered_by_id) on placements_placeoffer to hamkke_work;
grant select, update (settled_at) on placements_returnedplace to hamkke_jobs;
grant select, insert, update on placements_placeoffer to hamkke_jobs;

alter table placements_returnedplace enable row level security;
alter table placements_placeoffer enable row level security;

-- Whether the class group of the one who asks is that of an application, and they are its teacher.
create function hamkke_is_teacher_of_application(application bigint) returns boolean language sql
    stable as $$
        select exists (
            select from placements_application a
            where a.id = application
              and a.class_group_id = (select hamkke_class_group_id())
              and (select hamkke_role()) = 'homeroom_teacher')
    $$;

-- A place is given back by the teacher who holds it: from the published run, or by an offer.
create policy seen_with_application on placements_returnedplace for select to hamkke_work
    using (exists (select from placements_application a where a.id = application_id));
create policy teacher_returns on placements_returnedplace for insert to hamkke_work
    with check (
        hamkke_is_teacher_of_application(application_id)
        and settled_at is null
        and (
            exists (
                select from placements_placement p
                join placements_allocationrun u on u.id = p.run_id
                where p.application_id = placements_returnedplace.application_id
                  and p.round_session_id = placements_returnedplace.round_session_id
                  and u.published_at is not null)
            or exists (
                select from placements_placeoffer o
                where o.application_id = placements_returnedplace.application_id
                  and o.round_session_id = placements_returnedplace.round_session_id
                  and o.state = 'accepted')));
create policy jobs_read on placements_returnedplace for select to hamkke_jobs using (true);
create policy jobs_settle on placements_returnedplace for update to hamkke_jobs using (true);

-- Offers are made by jobs, in the published order, and answered by the teacher.
create policy seen_with_application on placements_placeoffer for select to hamkke_work
    using (exists (select from placements_application a where a.id = application_id));
create policy teacher_answers on placements_placeoffer for update to hamkke_work
    using (state = 'open' and hamkke_is_teacher_of_application(application_id))
    with check (state in ('accepted', 'passed'));
create policy jobs_read on placements_placeoffer for select to hamkke_jobs using (true);
create policy jobs_offer on placements_placeoffer for insert to hamkke_jobs with check (true);
create policy jobs_lapse on placements_placeoffer for update to hamkke_jobs using (true);
