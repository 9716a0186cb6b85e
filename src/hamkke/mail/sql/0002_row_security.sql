-- Whoever acts may queue an e-mail; only the jobs read and deliver one.
grant insert on mail_message to hamkke_work, hamkke_identity, hamkke_jobs;
grant select, update, delete on mail_message to hamkke_jobs;
alter table mail_message enable row level security;

create policy queued on mail_message for insert to hamkke_work, hamkke_identity, hamkke_jobs
    with check (state = 'queued' and attempts = 0 and unsure = 0 and finished_at is null);
create policy jobs_read on mail_message for select to hamkke_jobs using (true);
create policy jobs_deliver on mail_message for update to hamkke_jobs using (true);
create policy jobs_forget on mail_message for delete to hamkke_jobs using (true);

-- That an address is dead is told to its owner, to those who look after the people of the owner's
-- organization, and at sign-in. The identity role removes the mark when an address is confirmed.
grant select, insert, update, delete on mail_returnedmail to hamkke_jobs;
grant select, delete on mail_returnedmail to hamkke_identity;
grant select (person_number, returned_at) on mail_returnedmail to hamkke_work;
alter table mail_returnedmail enable row level security;

create policy own_and_of_own_people on mail_returnedmail for select to hamkke_work
    using (
        person_number = (select hamkke_person_id())
        or (select hamkke_role()) in ('officer', 'head', 'superintendent', 'venue_manager')
           and exists (
               select from accounts_membership m
               where m.person_id = mail_returnedmail.person_number
                 and m.organization_id = (select hamkke_organization_id()))
    );
create policy identity_reads on mail_returnedmail for select to hamkke_identity using (true);
create policy identity_clears on mail_returnedmail for delete to hamkke_identity using (true);
create policy jobs_read on mail_returnedmail for select to hamkke_jobs using (true);
create policy jobs_mark on mail_returnedmail for insert to hamkke_jobs with check (true);
create policy jobs_mark_again on mail_returnedmail for update to hamkke_jobs using (true);
create policy jobs_clear on mail_returnedmail for delete to hamkke_jobs using (true);

-- Who knows an address anyway, as the inviter does, may ask whether mail to it came back.
create function mail_returned(addresses text[]) returns setof text
    language sql stable security definer set search_path = public, pg_temp
    as $$ select address from mail_returnedmail where address = any (addresses) $$;
revoke execute on function mail_returned from public;
grant execute on function mail_returned to hamkke_work, hamkke_identity, hamkke_jobs;
