-- Signing in causes jobs as well: the e-mails with its links.
do $$
declare f record;
begin
    for f in select p.oid::regprocedure as signature from pg_proc p
             join pg_namespace n on n.oid = p.pronamespace
             where n.nspname = 'public' and p.proname ~ '^procrastinate_defer_jobs?_v'
    loop
        execute format('grant execute on function %s to hamkke_identity', f.signature);
    end loop;
end $$;
