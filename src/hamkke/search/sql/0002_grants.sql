-- The index holds what the public role could read when it was made: everybody reads it, only
-- workers write it.
grant select on search_searchentry to hamkke_public, hamkke_work, hamkke_support, hamkke_jobs;
grant insert, update, delete on search_searchentry to hamkke_jobs;
