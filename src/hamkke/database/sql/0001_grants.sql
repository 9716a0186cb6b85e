-- Tables that no app of hamkke owns.
grant select, insert, update, delete on django_session to hamkke_identity;
grant select on django_migrations to hamkke_public, hamkke_work, hamkke_jobs;

-- Anybody who acts may defer a job, nobody but the workers may read one: the functions run as the
-- owner, so that the runtime roles need no right on the queue itself.
do $$
declare f record;
begin
    for f in select p.oid::regprocedure as signature from pg_proc p
             join pg_namespace n on n.oid = p.pronamespace
             where n.nspname = 'public' and p.proname ~ '^procrastinate_defer_(periodic_)?jobs?_v'
    loop
        execute format('alter function %s security definer set search_path = public, pg_temp', f.signature);
        execute format('revoke execute on function %s from public', f.signature);
        execute format('grant execute on function %s to hamkke_work, hamkke_support, hamkke_jobs', f.signature);
    end loop;
end $$;
grant select, insert, update, delete on procrastinate_jobs, procrastinate_events,
    procrastinate_periodic_defers, procrastinate_workers to hamkke_jobs;
grant usage, select on procrastinate_jobs_id_seq, procrastinate_events_id_seq,
    procrastinate_periodic_defers_id_seq, procrastinate_workers_id_seq to hamkke_jobs;
