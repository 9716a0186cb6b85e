-- Press releases. An office's own people write, review and withdraw them; nobody else reads the
-- row. What the public reads is the news item, which PostgreSQL alone writes when a person approves
-- who wrote none of it.
grant select, insert on news_pressrelease to hamkke_work;
grant update (category, title, subtitle, body, department, contact_name, contact_phone,
    contact_email, licence, embargo_at, correction_note, pictures, attachments, state, version,
    edition, changed_at, released_at, release_date, withdrawal_note)
    on news_pressrelease to hamkke_work;
grant insert on news_pressreleaseevent to hamkke_work;
grant select, insert on news_releasestep to hamkke_work;
grant select on news_newscorrection to hamkke_public, hamkke_work, hamkke_jobs;

alter table news_pressrelease enable row level security;
alter table news_releasestep enable row level security;
alter table news_newscorrection enable row level security;

-- Who works on press releases: who edits news, and the head of a district.
create function news_releases() returns boolean language sql stable
    as $$
        select coalesce(
            hamkke_role() in ('officer', 'superintendent', 'head')
            and hamkke_organization_kind()
                in ('metropolitan_office', 'education_office', 'district'),
            false)
    $$;

-- A picture without words for those who cannot see it is none.
alter table news_pressrelease add constraint release_pictures_have_alt
    check (not jsonb_path_exists(pictures, '$[*] ? (!exists(@.alt) || @.alt == "")'));

create policy own_body on news_pressrelease for select to hamkke_work
    using (organization_id = (select hamkke_organization_id()) and (select news_releases()));
create policy own_body_writes on news_pressrelease for insert to hamkke_work
    with check (state = 'draft' and version = 1 and edition = 0 and released_at is null
                and pictures = '[]' and attachments = '[]'
                and organization_id = (select hamkke_organization_id())
                and (select news_releases()));
create policy own_body_changes on news_pressrelease for update to hamkke_work
    using (organization_id = (select hamkke_organization_id()) and (select news_releases()));

create policy own_body on news_releasestep for select to hamkke_work
    using (exists (select from news_pressrelease r where r.id = release_id));
create policy own_step on news_releasestep for insert to hamkke_work
    with check (person_id = (select hamkke_person_id())
                and exists (select from news_pressrelease r where r.id = release_id));

-- What no policy can say, for it compares before and after: the way a release goes, and that its
-- writers do not approve it. They are kept here, not by whoever saves.
create function news_guard_release() returns trigger language plpgsql as $$
declare
    me bigint := hamkke_person_id();
    rewritten boolean;
    filed boolean;
begin
    if tg_op = 'INSERT' then
        new.writers := array[me];
        return new;
    end if;
    rewritten := (new.category, new.title, new.subtitle, new.body, new.department, new.contact_name,
            new.contact_phone, new.contact_email, new.licence, new.embargo_at, new.correction_note)
        is distinct from
            (old.category, old.title, old.subtitle, old.body, old.department, old.contact_name,
            old.contact_phone, old.contact_email, old.licence, old.embargo_at, old.correction_note);
    filed := (new.pictures, new.attachments) is distinct from (old.pictures, old.attachments);
    if (old.state, new.state) not in (
        ('draft', 'draft'), ('draft', 'review'), ('returned', 'returned'), ('returned', 'review'),
        ('review', 'returned'), ('review', 'published'), ('published', 'draft'),
        ('draft', 'withdrawn'), ('returned', 'withdrawn'), ('review', 'withdrawn'),
        ('published', 'withdrawn'))
    then
        raise exception 'release %: % does not follow %', old.id, new.state, old.state
            using errcode = 'check_violation';
    end if;
    if (rewritten or filed) and new.state not in ('draft', 'returned')
        or rewritten and old.state = 'review'
        or filed and old.state not in ('draft', 'returned')
    then
        raise exception 'release %: its text changes in the writers'' hands only', old.id
            using errcode = 'check_violation';
    end if;
    if (rewritten or new.state <> old.state) and new.version <> old.version + 1
        or new.version not in (old.version, old.version + 1)
        or new.edition <> old.edition + (new.state = 'published')::int
    then
        raise exception 'release %: saves and editions are counted', old.id
            using errcode = 'check_violation';
    end if;
    if new.state = 'published' and (me is null or me = any (old.writers)) then
        raise exception 'release %: its writers do not approve it', old.id
            using errcode = 'check_violation';
    end if;
    if old.state = 'published' and new.state = 'draft' then
        new.writers := array[me];
    elsif (rewritten or filed or new.state = 'review') and not me = any (old.writers) then
        new.writers := old.writers || me;
    else
        new.writers := old.writers;
    end if;
    return new;
end $$;
create trigger guard_release before insert or update on news_pressrelease
    for each row execute function news_guard_release();

-- What the public reads follows from what was approved or withdrawn, and from nothing else.
create function news_put_out() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    of_item bigint;
begin
    if new.state = old.state or new.state not in ('published', 'withdrawn') then
        return null;
    end if;
    if new.state = 'withdrawn' then
        -- Before its time it was never public, and does not become so.
        update news_newsitem set subtitle = '', body = '', pictures = '[]', attachments = '[]',
            department = '', contact_name = '', contact_phone = '', contact_email = '',
            withdrawn_at = new.changed_at, withdrawal_note = new.withdrawal_note,
            published_at = case when embargo_until > now() then null else published_at end
        where release_id = new.id;
        return null;
    end if;
    insert into news_newsitem as i (release_id, category, title, subtitle, original_body, body,
        missing_pictures, source_name, source_url, licence, item_date, edited_at, published_at,
        embargo_until, department, contact_name, contact_phone, contact_email, pictures,
        attachments, withdrawal_note)
    select new.id, new.category, new.title, new.subtitle, '', new.body, '[]', o.name, '',
        new.licence, new.release_date, new.released_at, new.released_at, new.embargo_at,
        new.department, new.contact_name, new.contact_phone, new.contact_email, new.pictures,
        new.attachments, ''
    from organizations_organization o where o.id = new.organization_id
    on conflict (release_id) do update set category = excluded.category, title = excluded.title,
        subtitle = excluded.subtitle, body = excluded.body, licence = excluded.licence,
        edited_at = excluded.edited_at, department = excluded.department,
        contact_name = excluded.contact_name, contact_phone = excluded.contact_phone,
        contact_email = excluded.contact_email, pictures = excluded.pictures,
        attachments = excluded.attachments,
        -- What is out stays out, with the day on which it came out.
        embargo_until = case when i.embargo_until > now() then excluded.embargo_until
            else i.embargo_until end,
        item_date = case when i.embargo_until > now() then excluded.item_date else i.item_date end
    returning id into of_item;
    if new.edition > 1 then
        insert into news_newscorrection (item_id, note, corrected_at)
        values (of_item, new.correction_note, new.released_at);
    end if;
    return null;
end $$;
create trigger put_out after update on news_pressrelease
    for each row execute function news_put_out();

-- News items: nobody reads an embargoed one before its time but the office that wrote it, and
-- nobody changes an approved release.
drop policy published on news_newsitem;
drop policy published_or_edited on news_newsitem;
drop policy editors on news_newsitem;
create policy published on news_newsitem for select to hamkke_public
    using (published_at is not null and (embargo_until is null or embargo_until <= now()));
create policy published_or_edited on news_newsitem for select to hamkke_work
    using (
        published_at is not null and (embargo_until is null or embargo_until <= now())
        or release_id is null and (select hamkke_edits_news())
        or exists (select from news_pressrelease r where r.id = release_id)
    );
create policy editors on news_newsitem for update to hamkke_work
    using (release_id is null and (select hamkke_edits_news()))
    with check (release_id is null and (select hamkke_edits_news()));

create policy of_a_visible_item on news_newscorrection for select to hamkke_public, hamkke_work
    using (exists (select from news_newsitem i where i.id = item_id));
create policy jobs on news_newscorrection for select to hamkke_jobs using (true);

-- Files of a release: its office reads and attaches them while it is in the writers' hands; the
-- public reads those that the item holds which the public reads.
create function news_may_attach(release bigint) returns boolean language sql stable
    as $$
        select exists (select from news_pressrelease r
            where r.id = release and r.state in ('draft', 'returned'))
    $$;
create function news_holds(item news_newsitem, file uuid) returns boolean language sql immutable
    as $$
        select item.attachments ? file::text
            or item.pictures @> jsonb_build_array(jsonb_build_object('key', file::text))
    $$;
create policy of_a_published_release on files_storedfile for select to hamkke_public, hamkke_work
    using (subject_type = 'news.pressrelease' and exists (
        select from news_newsitem i where i.release_id = subject_number and news_holds(i, key)));
create policy of_an_own_release on files_storedfile for select to hamkke_work
    using (subject_type = 'news.pressrelease'
           and exists (select from news_pressrelease r where r.id = subject_number));
create policy release_attaches on files_storedfile for insert to hamkke_work
    with check (subject_type = 'news.pressrelease' and not is_public
                and news_may_attach(subject_number));
create policy release_removes on files_storedfile for delete to hamkke_work
    using (subject_type = 'news.pressrelease' and news_may_attach(subject_number)
           and not exists (select from news_newsitem i
                           where i.release_id = subject_number and news_holds(i, key)));
