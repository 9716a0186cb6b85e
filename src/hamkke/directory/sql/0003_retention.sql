-- What was refused is kept for a term (rules.KEPT_AFTER_REFUSAL) and then destroyed by a job.
grant delete on directory_application to hamkke_jobs;
create policy jobs_forget on directory_application for delete to hamkke_jobs
    using (state = 'refused');
