/* ---
title: Project identifiers
reports: [apr, caper]
columns:
  - Organization Name
  - Organization ID
  - Project Name
  - Project ID
  - HMIS Project Type
  - Method for Tracking ES
  - Affiliated with a residential project
  - Project IDs of affiliations
  - CoC Number
  - Geocode
  - Victim Service Provider
  - HMIS Software Name
  - Report Start Date
  - Report End Date
  - Total Active Clients
  - Total Active Households
ids: {Organization ID: organization, Project ID: program, Project IDs of affiliations: program}
--- */
select
  p.source,
  o."OrganizationName" as "Organization Name",
  p."OrganizationID"::varchar as "Organization ID",
  p."ProjectName" as "Project Name",
  p."ProjectID"::varchar as "Project ID",
  p."ProjectType" as "HMIS Project Type",
  -- Since FY2024 the type says it: 1 is night by night.
  case when p."ProjectType" = 1 then 3 else 0 end as "Method for Tracking ES",
  coalesce(p."ResidentialAffiliation", 0) as "Affiliated with a residential project",
  (
    select string_agg(a."ResProjectID"::varchar, ', ' order by a."ResProjectID")
    from hmis_csv."Affiliation" a
    where a.source = p.source and a."ProjectID" = p."ProjectID"
  ) as "Project IDs of affiliations",
  (
    select string_agg(c."CoCCode", ', ' order by c."CoCCode", c."Geocode")
    from hmis_csv."ProjectCoC" c
    where c.source = p.source and c."ProjectID" = p."ProjectID"
  ) as "CoC Number",
  (
    select string_agg(c."Geocode", ', ' order by c."CoCCode", c."Geocode")
    from hmis_csv."ProjectCoC" c
    where c.source = p.source and c."ProjectID" = p."ProjectID"
  ) as "Geocode",
  coalesce(o."VictimServiceProvider", 0) as "Victim Service Provider",
  (
    select arg_max(x."SoftwareName", x.exported_at)
    from hmis_csv."Export" x
    where x.source = p.source
  ) as "HMIS Software Name",
  $from as "Report Start Date",
  $to as "Report End Date",
  (select count(distinct s.client_id) from stay s where s.program_id = p."ProjectID") as "Total Active Clients",
  (select count(distinct s.household_id) from stay s where s.program_id = p."ProjectID") as "Total Active Households"
from hmis_csv."Project" p
join chosen on chosen.program_id = p."ProjectID"
left join hmis_csv."Organization" o on o.source = p.source and o."OrganizationID" = p."OrganizationID"
order by p."ProjectName", p."ProjectID"
