-- Tasks are read by those they are for and by the body that posted them, written by whoever acts
-- and by jobs. Nobody changes one: they are closed by the function below.
grant select, insert on inbox_task to hamkke_work, hamkke_jobs;
grant update (closed_at) on inbox_task to hamkke_jobs;

alter table inbox_task enable row level security;

create policy addressed on inbox_task for select to hamkke_work
    using (
        organization_id = (select hamkke_organization_id())
        and role = (select hamkke_role())
        and (class_group_id is null or class_group_id = (select hamkke_class_group_id()))
    );
create policy posted on inbox_task for select to hamkke_work
    using (
        posted_by_id = (select hamkke_organization_id())
        and (select hamkke_role()) in ('officer', 'head', 'superintendent', 'venue_manager')
    );
create policy posts_for_own_body on inbox_task for insert to hamkke_work
    with check (posted_by_id = (select hamkke_organization_id()) and closed_at is null);

create policy jobs_read on inbox_task for select to hamkke_jobs using (true);
create policy jobs_post on inbox_task for insert to hamkke_jobs with check (true);
create policy jobs_close on inbox_task for update to hamkke_jobs using (true);

-- What one side does ends the other side's task as well, which it cannot read. People close what
-- is theirs; those who act for a body close every task of a subject that their body has part in.
create function inbox_close_tasks(
    of_type text, of_number bigint, of_kind text, of_organization bigint, of_role text,
    of_class_group bigint, at timestamptz
) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare
    me bigint := hamkke_organization_id();
    my_role text := hamkke_role();
    my_class bigint := hamkke_class_group_id();
    takes_part boolean;
    closed integer;
begin
    takes_part := my_role in ('officer', 'head', 'superintendent', 'venue_manager') and exists (
        select from inbox_task t
        where t.subject_type = of_type and t.subject_number = of_number
          and me in (t.organization_id, t.posted_by_id));
    update inbox_task t set closed_at = at
    where t.subject_type = of_type and t.subject_number = of_number and t.closed_at is null
      and (of_kind is null or t.kind = of_kind)
      and (of_organization is null or t.organization_id = of_organization)
      and (of_role is null or t.role = of_role)
      and (of_class_group is null or t.class_group_id = of_class_group)
      and (takes_part or t.organization_id = me and t.role = my_role
           and (t.class_group_id is null or t.class_group_id = my_class));
    get diagnostics closed = row_count;
    return closed;
end $$;
revoke execute on function inbox_close_tasks from public;
grant execute on function inbox_close_tasks to hamkke_work;
