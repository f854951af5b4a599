/* ---
columns:
  program_id: [Project.ProjectID]
  name: [Project.ProjectName]
  program_type: [Project.ProjectType]
  organization: [Organization.OrganizationName]
  funders: [Funder.Funder]
  operating_from: [Project.OperatingStartDate]
  operating_to: [Project.OperatingEndDate]
  capacity: [Inventory.BedInventory]
--- */
select
  p.source,
  p.batch_id,
  o.observed_until,
  p."DateCreated" as recorded_at,
  p."UserID" as recorded_by,
  p."DateUpdated" as updated_at,
  p."ProjectID" as program_id,
  coalesce(p."ProjectName", 'program ' || left(p."ProjectID"::varchar, 8)) as name,
  coalesce(t.program_type, 'other') as program_type,
  g."OrganizationName" as organization,
  (
    select string_agg(distinct coalesce(s.funder, 'funder ' || f."Funder"), '; ' order by coalesce(s.funder, 'funder ' || f."Funder"))
    from hmis_csv."Funder" f
    left join code.funding_source s on s.code = f."Funder"::varchar
    where f.source = p.source and f."ProjectID" = p."ProjectID"
  ) as funders,
  p."OperatingStartDate" as operating_from,
  p."OperatingEndDate" as operating_to,
  (
    select sum(i."BedInventory")::int
    from hmis_csv."Inventory" i
    where i.source = p.source and i."ProjectID" = p."ProjectID" and o.observed_until between coalesce(i."InventoryStartDate", date '0001-01-01') and coalesce(i."InventoryEndDate", date '9999-12-31')
  ) as capacity
from hmis_csv."Project" p
join hmis_csv.observed o on o.source = p.source and o."ProjectID" = p."ProjectID"
left join code.project_type t on t.code = p."ProjectType"::varchar
left join hmis_csv."Organization" g on g.source = p.source and g."OrganizationID" = p."OrganizationID"
