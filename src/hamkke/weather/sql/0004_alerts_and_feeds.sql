-- Alerts and the state of the sources are as public as the observations; only jobs write them.
grant select on weather_weatheralert, weather_feed
    to hamkke_public, hamkke_work, hamkke_support, hamkke_jobs;
grant insert, update on weather_weatheralert, weather_feed to hamkke_jobs;
update weather_observationset s
    set station_count = (select count(*) from weather_observation o where o.observation_set_id = s.id);
