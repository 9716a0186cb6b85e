-- Who signs in and how: the identity role alone. It must find an account before it knows whose
-- request this is, so its policies cannot narrow by person; the other roles have no grant at all.
grant insert on accounts_account to hamkke_identity;

grant select, insert, update, delete on
    accounts_attempt, account_emailaddress, mfa_authenticator, usersessions_usersession,
    socialaccount_socialaccount to hamkke_identity;
-- Neither tokens of providers nor keys of e-mailed links are kept (links are signed): deleting what
-- they would belong to looks for them.
grant select, delete on socialaccount_socialtoken, account_emailconfirmation to hamkke_identity;
-- Delivery needs the address.
grant select on account_emailaddress to hamkke_jobs;
grant select (id, person_id) on accounts_account to hamkke_jobs;

-- Django's own cache table: codes used a moment ago, and limits.
create table accounts_cache (
    cache_key varchar(255) primary key, value text not null, expires timestamptz not null
);
create index accounts_cache_expires on accounts_cache (expires);
grant select, insert, update, delete on accounts_cache to hamkke_identity;

alter table accounts_attempt enable row level security;
alter table accounts_cache enable row level security;
alter table account_emailaddress enable row level security;
alter table account_emailconfirmation enable row level security;
alter table mfa_authenticator enable row level security;
alter table usersessions_usersession enable row level security;
alter table socialaccount_socialaccount enable row level security;
alter table socialaccount_socialtoken enable row level security;

create policy identity_keeps on accounts_attempt for all to hamkke_identity using (true);
create policy identity_keeps on accounts_cache for all to hamkke_identity using (true);
create policy identity_keeps on account_emailaddress for all to hamkke_identity using (true);
create policy identity_keeps on account_emailconfirmation for all to hamkke_identity using (true);
create policy identity_keeps on mfa_authenticator for all to hamkke_identity using (true);
create policy identity_keeps on usersessions_usersession for all to hamkke_identity using (true);
create policy identity_keeps on socialaccount_socialaccount for all to hamkke_identity using (true);
create policy identity_keeps on socialaccount_socialtoken for all to hamkke_identity using (true);
create policy jobs_deliver on account_emailaddress for select to hamkke_jobs using (true);
