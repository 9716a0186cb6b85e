-- Entries are written by whoever acts and read by nobody at run time: no SELECT is granted.
-- An entry must name the person who really asks.
grant insert on audit_actionentry to hamkke_work, hamkke_support, hamkke_identity, hamkke_jobs;
grant insert on audit_refusalentry to hamkke_work, hamkke_support, hamkke_identity;

alter table audit_actionentry enable row level security;
alter table audit_refusalentry enable row level security;

create policy own_action on audit_actionentry for insert
    to hamkke_work, hamkke_support, hamkke_identity
    with check (
        person_number is not distinct from
            (select nullif(current_setting('hamkke.person_id', true), '')::bigint)
    );
create policy job_action on audit_actionentry for insert to hamkke_jobs
    with check (
        person_number is not distinct from
            (select nullif(current_setting('hamkke.person_id', true), '')::bigint)
    );
create policy own_refusal on audit_refusalentry for insert
    to hamkke_work, hamkke_support, hamkke_identity
    with check (
        person_number =
            (select nullif(current_setting('hamkke.person_id', true), '')::bigint)
    );
