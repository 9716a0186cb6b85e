-- Tasks are addressed to a role, so they follow it to a successor by themselves. Who may give and
-- take the role is shown which ones they are; nobody else is, and nothing can be changed here.
create function inbox_tasks_of_role(of_organization bigint, of_role text, of_class_group bigint)
    returns table (title text, due_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select t.title::text, t.due_at from inbox_task t
        where accounts_may_give(of_organization, of_role)
          and t.organization_id = of_organization and t.role = of_role and t.closed_at is null
          and (t.class_group_id is null or t.class_group_id = of_class_group)
        order by t.due_at nulls last, t.posted_at, t.id
    $$;
revoke execute on function inbox_tasks_of_role from public;
grant execute on function inbox_tasks_of_role to hamkke_work;
