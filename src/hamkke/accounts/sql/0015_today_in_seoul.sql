-- Where nobody's day is set, as under the public role in a job, the day is the city's and not that
-- of the connection, which speaks UTC: until nine in the morning yesterday's.
create or replace function hamkke_today() returns date language sql stable
    as $$
        select coalesce(nullif(current_setting('hamkke.today', true), '')::date,
                        (now() at time zone 'Asia/Seoul')::date)
    $$;
