-- Ten years of a city, made from the sample by copying: 1,350 schools, 35,000 class groups a year.
-- Run by a superuser on a database of its own, with triggers and foreign keys asleep.
set session_replication_role = replica;

insert into organizations_organization (id, kind, name, name_en)
    select 1000000 + n, 'school', '견본' || n || '초등학교', ''
    from generate_series(1, 1350 - (select count(*)::int from organizations_school)) n;
insert into organizations_school (organization_id, standard_id, level, level_name, establishment,
        is_open, address, district_id)
    select 1000000 + n, 'BENCH-' || n, 'elementary', '초등학교', '공립', true, '서울특별시',
        (select array_agg(organization_id order by organization_id) from organizations_district)
            [1 + n % 25]
    from generate_series(1, 1350 - (select count(*)::int from organizations_school)) n;
insert into organizations_classgroup (id, school_year, grade, name, pupil_count, need_tier, school_id)
    select 10000000 + (year - 2017) * 100000 + row_number() over (partition by year), year,
        1 + each % 6, 'b' || each, 24, 0, s.organization_id
    from (select organization_id from organizations_school) s,
        generate_series(1, 26) each, generate_series(2017, 2026) year;

-- Each program and round stands again for every month of the ten years, and in each of 8 offices' worth.
create temporary table again as
    select k, k * 1000000::bigint as shift, make_interval(days => 4 * k) as ago
    from generate_series(1, 960) k;
insert into programs_program (id, title, summary, description, preparation, cost, level, grade_from,
        grade_to, state, version, submission, created_at, changed_at, published_at,
        agreement_pillar_id, created_by_id, district_id, education_office_id, venue_id)
    select id + shift, title || ' ' || k, summary, description, preparation, cost, level, grade_from,
        grade_to, state, version, submission, created_at - ago, changed_at - ago, published_at - ago,
        agreement_pillar_id, created_by_id, district_id, education_office_id, venue_id
    from programs_program, again where state = 'published';
insert into programs_programsession (id, starts_at, ends_at, place, capacity, minimum, max_pupils, program_id)
    select s.id + shift, starts_at - ago, ends_at - ago, place, capacity, minimum, max_pupils,
        program_id + shift
    from programs_programsession s join programs_program p on p.id = s.program_id
        and p.id < 1000000 and p.state = 'published', again;
insert into programs_programsearch (program_id, title, text, grams)
    select program_id + shift, s.title || k, s.text, s.grams
    from programs_programsearch s join programs_program p on p.id = s.program_id
        and p.id < 1000000 and p.state = 'published', again;
insert into placements_round (id, title, school_year, opens_at, closes_at, wish_limit, quota,
        seed_source, state, created_at, closed_at, early_close_reason, input_digest, seed,
        allocation_asked_at, published_at, education_office_id)
    select id + shift, title || ' ' || k, school_year, opens_at - ago, closes_at - ago, wish_limit,
        quota, seed_source, state, created_at - ago, closed_at - ago, early_close_reason,
        input_digest, seed, allocation_asked_at - ago, published_at - ago, education_office_id
    from placements_round, again where state = 'published' and k <= 400;
insert into placements_roundsession (id, capacity, minimum, settled_at, round_id, session_id)
    select rs.id + shift, capacity, minimum, settled_at, round_id + shift, session_id + shift
    from placements_roundsession rs join placements_round r on r.id = rs.round_id
        and r.id < 1000000 and r.state = 'published', again where k <= 400;
-- 35,000 class groups apply each year.
insert into placements_application (id, version, draft, saved_at, submitted_at, changed_by_id,
        class_group_id, round_id)
    select 1000000000 + row_number() over (), 2, '{}', now() - interval '1 year',
        now() - interval '1 year', (select min(id) from accounts_person), c.id,
        (select array_agg(id order by id) from placements_round where id >= 1000000)[1 + c.id % 400]
    from organizations_classgroup c where c.id >= 10000000;
insert into placements_wish (id, rank, application_id, round_session_id)
    select 1000000000 + row_number() over (), rank, a.id, rs.id
    from placements_application a
        join lateral (
            select id, row_number() over (order by id) as rank
            from placements_roundsession where round_id = a.round_id order by id limit 4
        ) rs on true
    where a.id >= 1000000000;
insert into placements_roundfigure
    select (jsonb_populate_record(f, jsonb_build_object(
        'round_id', f.round_id + shift, 'title', f.title || ' ' || k,
        'published_at', f.published_at - ago, 'results_at', f.results_at - ago))).*
    from placements_roundfigure f, again where f.results_at is not null and k <= 400;
insert into placements_sessionfigure
    select (jsonb_populate_record(f, jsonb_build_object(
        'id', f.id + shift, 'round_figure_id', f.round_figure_id + shift,
        'program_id', f.program_id + shift, 'session_id', f.session_id + shift,
        'published_at', f.published_at - ago))).*
    from placements_sessionfigure f
        join placements_roundfigure r on r.round_id = f.round_figure_id
            and r.results_at is not null and r.round_id < 1000000, again where k <= 400;
insert into inbox_task
    select (jsonb_populate_record(t, jsonb_build_object(
        'id', t.id + shift, 'subject_number', t.subject_number + shift,
        'posted_at', t.posted_at - ago, 'due_at', t.due_at - ago,
        'closed_at', coalesce(t.closed_at, now()) - ago))).*
    from inbox_task t, again;
insert into news_newsitem
    select (jsonb_populate_record(n, jsonb_build_object(
        'id', n.id + shift, 'source_page_id', null, 'item_date', n.item_date - 4 * k,
        'published_at', n.published_at - ago))).*
    from news_newsitem n, again where n.published_at is not null and n.id < 1000000;
insert into weather_observationset (id, digest, observed_date, observed_time, source_name, imported_at, station_count)
    select 1000000 + n, encode(sha256(n::text::bytea), 'hex'),
        (now() - make_interval(hours => n + 48))::date, '10:00', '기상청 API허브',
        now() - make_interval(hours => n + 48), 97
    from generate_series(1, 8760) n;
insert into weather_observation (condition, temperature, raw_name, naming, observation_set_id, station_id)
    select '맑음', 3.1, '', 'exact', s.id, t.number
    from weather_observationset s, weather_station t where s.id >= 1000000;
analyze;
