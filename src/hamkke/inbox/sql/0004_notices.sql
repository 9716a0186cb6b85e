-- A notice is read by the person or the role it is for; that it was read is each person's own.
grant select, insert on inbox_notice to hamkke_work, hamkke_jobs;
grant update (spread_at), delete on inbox_notice to hamkke_jobs;
grant select, insert on inbox_noticereading to hamkke_work;
grant select, delete on inbox_noticereading to hamkke_jobs;
alter table inbox_notice enable row level security;
alter table inbox_noticereading enable row level security;

create policy addressed on inbox_notice for select to hamkke_work
    using (
        person_id = (select hamkke_person_id())
        or organization_id = (select hamkke_organization_id())
           and role = (select hamkke_role())
           and (class_group_id is null or class_group_id = (select hamkke_class_group_id()))
    );
create policy posts_for_own_body on inbox_notice for insert to hamkke_work
    with check (posted_by_id = (select hamkke_organization_id()) and spread_at is null);
create policy jobs_read on inbox_notice for select to hamkke_jobs using (true);
create policy jobs_post on inbox_notice for insert to hamkke_jobs with check (true);
create policy jobs_spread on inbox_notice for update to hamkke_jobs using (true);
create policy jobs_forget on inbox_notice for delete to hamkke_jobs using (true);

create policy own on inbox_noticereading for select to hamkke_work
    using (person_id = (select hamkke_person_id()));
create policy marks_own on inbox_noticereading for insert to hamkke_work
    with check (
        person_id = (select hamkke_person_id())
        and exists (select from inbox_notice n where n.id = notice_id));
create policy jobs_read on inbox_noticereading for select to hamkke_jobs using (true);
create policy jobs_forget on inbox_noticereading for delete to hamkke_jobs using (true);

-- How a person is told is that person's own; the jobs follow it.
grant select, insert, update on inbox_mailpreference to hamkke_work;
grant select on inbox_mailpreference to hamkke_jobs;
alter table inbox_mailpreference enable row level security;
create policy own on inbox_mailpreference for select to hamkke_work
    using (person_id = (select hamkke_person_id()));
create policy sets_own on inbox_mailpreference for insert to hamkke_work
    with check (person_id = (select hamkke_person_id()));
create policy changes_own on inbox_mailpreference for update to hamkke_work
    using (person_id = (select hamkke_person_id()));
create policy jobs_read on inbox_mailpreference for select to hamkke_jobs using (true);

grant select, insert, update, delete on inbox_mailing to hamkke_jobs;
alter table inbox_mailing enable row level security;
create policy jobs_read on inbox_mailing for select to hamkke_jobs using (true);
create policy jobs_plan on inbox_mailing for insert to hamkke_jobs with check (true);
create policy jobs_note on inbox_mailing for update to hamkke_jobs using (true);
create policy jobs_forget on inbox_mailing for delete to hamkke_jobs using (true);

-- Tasks: the jobs note that a task was spread.
grant update (spread_at) on inbox_task to hamkke_jobs;

-- Whoever waits for another's task may ask again, once a day: the e-mail goes out anew.
create function inbox_ask_again(of_task bigint, at timestamptz) returns boolean
    language plpgsql security definer set search_path = public, pg_temp as $$
declare changed integer;
begin
    update inbox_task t set reminded_at = at, spread_at = null
    where t.id = of_task and t.closed_at is null
      and t.posted_by_id = hamkke_organization_id()
      and hamkke_role() in ('officer', 'head', 'superintendent', 'venue_manager')
      and t.posted_at <= at - interval '1 day'
      and (t.reminded_at is null or t.reminded_at <= at - interval '1 day');
    get diagnostics changed = row_count;
    return changed > 0;
end $$;
revoke execute on function inbox_ask_again from public;
grant execute on function inbox_ask_again to hamkke_work;

-- For accounts.queries.addresses: the login name, where it may be an address, for the jobs alone,
-- which read no credentials.
create function accounts_login_name(of_person bigint) returns text
    language sql stable security definer set search_path = public, pg_temp
    as $$ select login_name from accounts_account where person_id = of_person and is_active $$;
revoke execute on function accounts_login_name from public;
grant execute on function accounts_login_name to hamkke_jobs;
