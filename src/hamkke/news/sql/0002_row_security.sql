-- The public reads what is published, and nothing of how it came about.
grant select on news_newsitem to hamkke_public, hamkke_work, hamkke_jobs;
grant select on news_newsrepair, news_sourcepage to hamkke_work, hamkke_jobs;

-- Pages are imported by jobs and commands; people of the work area edit what was imported.
grant insert on news_sourcepage, news_newsitem, news_newsrepair to hamkke_jobs;
grant update (body, edited_at, published_at) on news_newsitem to hamkke_jobs, hamkke_work;
grant update (decision, text, decided_by_id, decided_at) on news_newsrepair
    to hamkke_jobs, hamkke_work;
grant insert on news_newsitemevent, news_newsrepairevent to hamkke_jobs, hamkke_work;

-- Who edits news: officers and the superintendent's office, of the offices and the districts.
create function hamkke_edits_news() returns boolean language sql stable
    as $$
        select coalesce(
            hamkke_role() in ('officer', 'superintendent')
            and hamkke_organization_kind()
                in ('metropolitan_office', 'education_office', 'district'),
            false)
    $$;

alter table news_sourcepage enable row level security;
alter table news_newsitem enable row level security;
alter table news_newsrepair enable row level security;

create policy published on news_newsitem for select to hamkke_public
    using (published_at is not null);
create policy published_or_edited on news_newsitem for select to hamkke_work
    using (published_at is not null or (select hamkke_edits_news()));
create policy editors on news_newsitem for update to hamkke_work
    using ((select hamkke_edits_news())) with check ((select hamkke_edits_news()));
create policy editors on news_newsrepair for select to hamkke_work
    using ((select hamkke_edits_news()));
create policy editors_decide on news_newsrepair for update to hamkke_work
    using ((select hamkke_edits_news())) with check ((select hamkke_edits_news()));
create policy editors on news_sourcepage for select to hamkke_work
    using ((select hamkke_edits_news()));

create policy jobs on news_newsitem to hamkke_jobs using (true) with check (true);
create policy jobs on news_newsrepair to hamkke_jobs using (true) with check (true);
create policy jobs on news_sourcepage to hamkke_jobs using (true) with check (true);
