-- The directory. The public reads active services of organizations whose verification holds on the
-- day, and places only through a view that leaves the way to confidential ones out. An
-- organization's manager keeps its own entries; officers of its district see them and verify.
create function directory_is_listed(of_organization bigint) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select exists (select from directory_profile p
            where p.organization_id = of_organization and p.verified_until >= hamkke_today())
    $$;
-- Whether an organization is on show is public knowledge: it is, or it is not, on the page.
create function directory_looks_after(of_organization bigint) returns boolean
    language sql stable
    as $$
        select hamkke_role() = 'venue_manager' and hamkke_organization_id() = of_organization
    $$;
create function directory_verifies(in_district bigint) returns boolean
    language sql stable
    as $$
        select hamkke_role() = 'officer' and hamkke_organization_kind() = 'district'
               and hamkke_organization_id() = in_district
    $$;

create view directory_publiclocation with (security_barrier) as
    select id, key, organization_id, district_id, name, name_en,
           case when is_confidential then '' else address end as address,
           case when is_confidential then null else latitude end as latitude,
           case when is_confidential then null else longitude end as longitude,
           case when is_confidential then '' else directions end as directions,
           access, is_confidential, modified_at
    from directory_location where directory_is_listed(organization_id);

grant select on directory_publiclocation to hamkke_public, hamkke_jobs;
grant select on directory_profile, directory_service, directory_serviceatlocation
    to hamkke_public, hamkke_work, hamkke_jobs;
grant select on directory_location to hamkke_work, hamkke_jobs;
grant insert, update on directory_profile, directory_location, directory_service,
    directory_serviceatlocation to hamkke_work, hamkke_jobs;
grant delete on directory_serviceatlocation to hamkke_work;
grant insert on directory_profileevent, directory_locationevent, directory_serviceevent
    to hamkke_work, hamkke_jobs;

alter table directory_profile enable row level security;
alter table directory_location enable row level security;
alter table directory_service enable row level security;
alter table directory_serviceatlocation enable row level security;
alter table directory_application enable row level security;

create policy listed on directory_profile for select to hamkke_public
    using (verified_until >= (select hamkke_today()));
create policy listed on directory_service for select to hamkke_public
    using (is_active and directory_is_listed(organization_id));
create policy of_a_listed_service on directory_serviceatlocation for select to hamkke_public
    using (exists (select from directory_service s where s.id = service_id));

create policy own_and_district on directory_profile for select to hamkke_work
    using (directory_looks_after(organization_id)
           or (select hamkke_role()) = 'officer' and district_id = any ((select hamkke_district_ids())::bigint[]));
create policy verifier_adds on directory_profile for insert to hamkke_work
    with check (directory_verifies(district_id));
create policy own_and_verifier on directory_profile for update to hamkke_work
    using (directory_looks_after(organization_id) or directory_verifies(district_id))
    with check (directory_looks_after(organization_id) or directory_verifies(district_id));
-- Nobody verifies the own organization: only the district's officer moves the date or the district.
create function directory_guard_profile() returns trigger language plpgsql as $$
begin
    if current_user = 'hamkke_work'
       and (new.verified_until, new.district_id, new.key) is distinct from
           (old.verified_until, old.district_id, old.key)
       and not directory_verifies(old.district_id) then
        raise insufficient_privilege using message = 'only the district verifies';
    end if;
    return new;
end $$;
create trigger guard_verification before update on directory_profile
    for each row execute function directory_guard_profile();

create policy own on directory_location to hamkke_work
    using (directory_looks_after(organization_id))
    with check (directory_looks_after(organization_id));
create policy own on directory_service to hamkke_work
    using (directory_looks_after(organization_id))
    with check (directory_looks_after(organization_id));
create policy own on directory_serviceatlocation to hamkke_work
    using (exists (select from directory_service s where s.id = service_id))
    with check (exists (select from directory_service s where s.id = service_id)
                and exists (select from directory_location l where l.id = location_id));

create policy jobs on directory_profile to hamkke_jobs using (true) with check (true);
create policy jobs on directory_location to hamkke_jobs using (true) with check (true);
create policy jobs on directory_service to hamkke_jobs using (true) with check (true);
create policy jobs on directory_serviceatlocation to hamkke_jobs using (true) with check (true);

-- Applications: who applies is not signed in and may only put one in. Officers of the district, of
-- the office that covers it and of the metropolitan office read; the district decides, once.
grant insert on directory_application to hamkke_identity;
grant usage on sequence directory_application_id_seq to hamkke_identity;
grant select on directory_application to hamkke_work, hamkke_jobs;
grant update (state, decided_at, decided_by_id, reason, organization_id) on directory_application
    to hamkke_work;
create policy applies on directory_application for insert to hamkke_identity
    with check (state = 'submitted' and decided_at is null and decided_by_id is null
                and organization_id is null and reason = '');
create policy officers on directory_application for select to hamkke_work
    using ((select hamkke_role()) = 'officer'
           and district_id = any ((select hamkke_district_ids())::bigint[]));
create policy verifier_decides on directory_application for update to hamkke_work
    using (directory_verifies(district_id) and state = 'submitted')
    with check (directory_verifies(district_id) and state <> 'submitted'
                and decided_by_id = nullif(current_setting('hamkke.membership_id', true), '')::bigint);
create policy jobs_read on directory_application for select to hamkke_jobs using (true);

-- The applicant's own page: by the secret of its address alone.
create function directory_find_application(of_hash text)
    returns table (name text, state text, reason text, submitted_at timestamptz, decided_at timestamptz, district text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select a.name::text, a.state::text, a.reason::text, a.submitted_at, a.decided_at, o.name::text
        from directory_application a join organizations_organization o on o.id = a.district_id
        where a.secret_hash = of_hash
    $$;
revoke execute on function directory_find_application from public;
grant execute on function directory_find_application to hamkke_identity;

-- Documents of an application: put in with it, read by those who read it.
create policy applicant_attaches on files_storedfile for insert to hamkke_identity
    with check (subject_type = 'directory.application' and not is_public);
create policy of_an_application on files_storedfile for select to hamkke_work
    using (subject_type = 'directory.application'
           and exists (select from directory_application a where a.id = subject_number));
