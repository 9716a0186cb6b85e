-- Weather is public knowledge: every role reads it, only jobs and imports write it.
grant select on weather_station, weather_observationset, weather_observation, weather_unresolvedrow
    to hamkke_public, hamkke_work, hamkke_support, hamkke_jobs;
grant insert, update on weather_station to hamkke_jobs;
grant insert on weather_observationset, weather_observation, weather_unresolvedrow to hamkke_jobs;
