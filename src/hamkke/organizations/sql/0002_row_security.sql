-- The register of bodies is public knowledge: every role reads it, only jobs and imports write it.
grant select on organizations_organization, organizations_educationoffice, organizations_district,
    organizations_districtalias, organizations_districtadjacency, organizations_officedistrict,
    organizations_school, organizations_venue
    to hamkke_public, hamkke_work, hamkke_support, hamkke_identity, hamkke_jobs;

-- Class groups carry a need tier, which must not mark a school: not for the public.
grant select on organizations_classgroup to hamkke_work, hamkke_identity, hamkke_jobs;

grant insert, update on organizations_organization, organizations_school to hamkke_jobs;
grant insert on organizations_organizationevent, organizations_schoolevent to hamkke_jobs;
