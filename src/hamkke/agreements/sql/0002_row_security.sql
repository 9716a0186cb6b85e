-- Who may read and write agreements, and what no program may do to one.

-- Pillars are public knowledge; the sample data and later the metropolitan office define them.
grant select on agreements_pillar to hamkke_public, hamkke_work, hamkke_jobs;
grant insert, update on agreements_pillar to hamkke_jobs;
grant insert on agreements_pillarevent to hamkke_jobs;

grant select (id, district_id, education_office_id, metropolitan_office_id, title, subtitle,
    signing_date, state, submission, frozen_text, content_hash, published_at)
    on agreements_agreement to hamkke_public, hamkke_jobs;
grant select, insert on agreements_agreement to hamkke_work;
grant update (title, subtitle, signing_date, state, version, submission, frozen_text,
    content_hash, changed_at, published_at) on agreements_agreement to hamkke_work;
grant select on agreements_agreementpillar to hamkke_public, hamkke_work, hamkke_jobs;
grant insert, delete, update ("order", text) on agreements_agreementpillar to hamkke_work;
grant select, insert on agreements_agreementstep, agreements_approval, agreements_signature
    to hamkke_work;
-- Who signed is public; which person number that is, is not.
grant select (id, agreement_id, organization_id, person_name, office_title, submission,
    content_hash, signed_at) on agreements_signature to hamkke_public;
grant select on agreements_districtstate to hamkke_public, hamkke_work, hamkke_jobs;
grant insert, update on agreements_districtstate to hamkke_work;
grant insert on agreements_agreementevent, agreements_agreementpillarevent,
    agreements_approvalevent, agreements_signatureevent to hamkke_work;

alter table agreements_agreement enable row level security;
alter table agreements_agreementpillar enable row level security;
alter table agreements_agreementstep enable row level security;
alter table agreements_approval enable row level security;
alter table agreements_signature enable row level security;
alter table agreements_districtstate enable row level security;

-- Agreements --------------------------------------------------------------------------------
create policy published_to_all on agreements_agreement for select
    to hamkke_public, hamkke_work, hamkke_jobs
    using (published_at is not null);

create policy parties_read on agreements_agreement for select to hamkke_work
    using (
        (select hamkke_organization_id())
            in (district_id, education_office_id, metropolitan_office_id)
        and (select hamkke_role()) in ('officer', 'head', 'superintendent')
    );

-- An officer of either side drafts, for an office that covers the district today.
create policy officers_draft on agreements_agreement for insert to hamkke_work
    with check (
        state = 'draft' and version = 1 and submission = 0
        and created_by_id = (select hamkke_person_id())
        and (select hamkke_role()) = 'officer'
        and (select hamkke_organization_id()) in (district_id, education_office_id)
        and exists (
            select from organizations_officedistrict o
            where o.district_id = agreements_agreement.district_id
              and o.education_office_id = agreements_agreement.education_office_id
              and o.valid_during @> (select hamkke_today()))
        and exists (
            select from organizations_organization m
            where m.id = metropolitan_office_id and m.kind = 'metropolitan_office')
    );

-- Until both sides approved it is the officers', then it is the signers'. What may become of it
-- is said by the trigger below, for it needs the row as it was.
create policy officers_revise on agreements_agreement for update to hamkke_work
    using (
        state in ('draft', 'approving')
        and (select hamkke_role()) = 'officer'
        and (select hamkke_organization_id()) in (district_id, education_office_id)
    )
    with check (true);

create policy signers_sign on agreements_agreement for update to hamkke_work
    using (
        state = 'signing'
        and ((select hamkke_role()) = 'superintendent'
                and (select hamkke_organization_id()) = metropolitan_office_id
             or (select hamkke_role()) = 'head'
                and (select hamkke_organization_id()) = district_id)
    )
    with check (true);

-- The text, by pillar: whoever sees the agreement sees it; only a draft's officers write it. ---
create policy with_agreement on agreements_agreementpillar for select
    to hamkke_public, hamkke_work, hamkke_jobs
    using (exists (select from agreements_agreement a where a.id = agreement_id));

-- True while the acting officer may write the text; the agreement's own policies apply inside.
create function agreements_may_write(agreement bigint) returns boolean language sql stable
    as $$
        select exists (
            select from agreements_agreement a
            where a.id = agreement and a.state = 'draft' and hamkke_role() = 'officer'
              and hamkke_organization_id() in (a.district_id, a.education_office_id))
    $$;

create policy draft_gains_text on agreements_agreementpillar for insert to hamkke_work
    with check (agreements_may_write(agreement_id));
create policy draft_changes_text on agreements_agreementpillar for update to hamkke_work
    using (agreements_may_write(agreement_id));
create policy draft_loses_text on agreements_agreementpillar for delete to hamkke_work
    using (agreements_may_write(agreement_id));

-- Steps, approvals, signatures: read by the parties, written once, each in one's own name. ----
create function agreements_is_party(agreement bigint) returns boolean language sql stable
    as $$
        select exists (
            select from agreements_agreement a
            where a.id = agreement
              and hamkke_role() in ('officer', 'head', 'superintendent')
              and hamkke_organization_id()
                  in (a.district_id, a.education_office_id, a.metropolitan_office_id))
    $$;

create policy parties_read on agreements_agreementstep for select to hamkke_work
    using (agreements_is_party(agreement_id));
create policy parties_read on agreements_approval for select to hamkke_work
    using (agreements_is_party(agreement_id));
create policy parties_read on agreements_signature for select to hamkke_work
    using (agreements_is_party(agreement_id));
create policy signatures_of_published on agreements_signature for select
    to hamkke_public, hamkke_work
    using (
        exists (
            select from agreements_agreement a
            where a.id = agreement_id and a.published_at is not null
              and a.submission = agreements_signature.submission));

create policy own_step on agreements_agreementstep for insert to hamkke_work
    with check (
        person_id = (select hamkke_person_id())
        and organization_id = (select hamkke_organization_id())
        and agreements_is_party(agreement_id)
    );

create policy own_side_approves on agreements_approval for insert to hamkke_work
    with check (
        person_id = (select hamkke_person_id())
        and organization_id = (select hamkke_organization_id())
        and (select hamkke_role()) = 'officer'
        and exists (
            select from agreements_agreement a
            where a.id = agreement_id and a.state = 'approving'
              and a.submission = agreements_approval.submission
              and agreements_approval.organization_id in (a.district_id, a.education_office_id))
    );

create policy own_side_signs on agreements_signature for insert to hamkke_work
    with check (
        person_id = (select hamkke_person_id())
        and organization_id = (select hamkke_organization_id())
        and exists (
            select from agreements_agreement a
            where a.id = agreement_id and a.state = 'signing'
              and a.submission = agreements_signature.submission
              and a.content_hash = agreements_signature.content_hash
              and ((select hamkke_role()) = 'superintendent'
                      and agreements_signature.organization_id = a.metropolitan_office_id
                   or (select hamkke_role()) = 'head'
                      and agreements_signature.organization_id = a.district_id))
    );

-- The map: nothing but what the district's agreements show. -----------------------------------
create function agreements_public_state(district bigint) returns text
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select coalesce(
            (select case state when 'draft' then 'negotiating' when 'approving' then 'negotiating'
                               else state end
             from agreements_agreement a where a.district_id = district
             order by array_position(
                 array['in_force', 'signing', 'approving', 'draft', 'ended'], a.state::text)
             limit 1),
            'preparing')
    $$;
revoke execute on function agreements_public_state from public;
grant execute on function agreements_public_state to hamkke_work;

create policy all_read on agreements_districtstate for select
    to hamkke_public, hamkke_work, hamkke_jobs using (true);
create policy parties_tell on agreements_districtstate for insert to hamkke_work
    with check (
        state = agreements_public_state(district_id)
        and exists (
            select from agreements_agreement a
            where a.district_id = agreements_districtstate.district_id
              and agreements_is_party(a.id))
    );
create policy parties_retell on agreements_districtstate for update to hamkke_work
    using (
        exists (
            select from agreements_agreement a
            where a.district_id = agreements_districtstate.district_id
              and agreements_is_party(a.id))
    )
    with check (state = agreements_public_state(district_id));

-- What no policy can say, for it compares before and after: no state is skipped, a text does not
-- change outside its draft, both sides approved what is signed and signed what comes into force.
create function agreements_frozen(agreement agreements_agreement) returns jsonb
    language sql stable
    as $$
        select jsonb_build_object(
            'district_id', agreement.district_id,
            'education_office_id', agreement.education_office_id,
            'metropolitan_office_id', agreement.metropolitan_office_id,
            'title', agreement.title,
            'subtitle', agreement.subtitle,
            'signing_date', agreement.signing_date::text,
            'pillars', (
                select coalesce(
                    jsonb_agg(
                        jsonb_build_object('code', i.code, 'name', i.name, 'text', p.text)
                        order by p."order"),
                    '[]')
                from agreements_agreementpillar p join agreements_pillar i on i.id = p.pillar_id
                where p.agreement_id = agreement.id))
    $$;

create function agreements_guard_way() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
        ('draft', 'draft'), ('draft', 'approving'), ('approving', 'signing'),
        ('approving', 'draft'), ('signing', 'draft'), ('signing', 'in_force'))
    then
        raise exception 'agreement %: % does not follow %', old.id, new.state, old.state
            using errcode = 'check_violation';
    end if;
    if new.district_id <> old.district_id
        or new.education_office_id <> old.education_office_id
        or new.metropolitan_office_id <> old.metropolitan_office_id
        or (new.title, new.subtitle, new.signing_date)
            is distinct from (old.title, old.subtitle, old.signing_date)
            and (old.state <> 'draft' or new.state <> 'draft')
    then
        raise exception 'agreement %: its text changes in the draft only', old.id
            using errcode = 'check_violation';
    end if;
    if new.version <> old.version + 1
        or new.submission <> old.submission + (new.state = 'approving')::int
    then
        raise exception 'agreement %: saves and submissions are counted', old.id
            using errcode = 'check_violation';
    end if;
    if new.state = 'approving' and not exists (
        select from agreements_agreementpillar p where p.agreement_id = new.id)
    then
        raise exception 'agreement %: nothing to approve', old.id
            using errcode = 'check_violation';
    end if;
    if new.state = 'signing' and (
        new.frozen_text::jsonb is distinct from agreements_frozen(new)
        or new.content_hash <> encode(sha256(convert_to(new.frozen_text, 'UTF8')), 'hex')
        or 2 <> (
            select count(distinct a.organization_id) from agreements_approval a
            where a.agreement_id = new.id and a.submission = new.submission
              and a.organization_id in (new.district_id, new.education_office_id)))
    then
        raise exception 'agreement %: not approved by both sides as it stands', old.id
            using errcode = 'check_violation';
    end if;
    if new.state = 'in_force' and (
        (new.frozen_text, new.content_hash) is distinct from (old.frozen_text, old.content_hash)
        or 2 <> (
            select count(distinct s.organization_id) from agreements_signature s
            where s.agreement_id = new.id and s.submission = new.submission
              and s.content_hash = new.content_hash
              and s.organization_id in (new.district_id, new.metropolitan_office_id)))
    then
        raise exception 'agreement %: not signed by both sides', old.id
            using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger guard_way before update on agreements_agreement
    for each row execute function agreements_guard_way();
