-- `./hamkke import bodies` runs under the role of jobs and commands, as `import schools` does.
grant insert, update on organizations_educationoffice, organizations_district,
    organizations_officedistrict to hamkke_jobs;
grant insert, delete on organizations_districtadjacency to hamkke_jobs;
grant insert on organizations_officedistrictevent to hamkke_jobs;
