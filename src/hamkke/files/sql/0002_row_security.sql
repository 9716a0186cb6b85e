-- Files belong to subjects of other apps. Each such app adds its own policies here: who reads, who
-- attaches, who publishes and who removes. Without one of them nobody but jobs sees a file that is
-- not published. Bytes are seen with their file, and go with it.
grant select on files_storedfile, files_filecontent to hamkke_public, hamkke_work, hamkke_jobs;
grant insert on files_storedfile, files_filecontent to hamkke_work, hamkke_identity, hamkke_jobs;
grant update (is_public), delete on files_storedfile to hamkke_work, hamkke_jobs;

alter table files_storedfile enable row level security;
alter table files_filecontent enable row level security;

create policy published on files_storedfile for select to hamkke_public, hamkke_work
    using (is_public);
create policy of_a_visible_file on files_filecontent for select to hamkke_public, hamkke_work
    using (exists (select from files_storedfile f where f.key = file_id));
-- A file has one content, and gets it with its own row: a second one breaks the primary key.
create policy with_its_file on files_filecontent for insert to hamkke_work, hamkke_identity
    with check (true);

create policy jobs on files_storedfile to hamkke_jobs using (true) with check (true);
create policy jobs on files_filecontent to hamkke_jobs using (true) with check (true);
