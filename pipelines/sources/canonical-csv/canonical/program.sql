/* ---
columns:
  program_id: [program.program_id]
  name: [program.name]
  program_type: [program.program_type]
  organization: [program.organization]
  site: [program.site]
  funders: [program.funders]
  operating_from: [program.operating_from]
  operating_to: [program.operating_to]
  capacity: [program.capacity]
--- */
select
  r.source,
  r.batch_id,
  o.observed_until,
  r.updated_at,
  r.program_id,
  coalesce(r.name, 'program ' || left(r.program_id::varchar, 8)) as name,
  coalesce(r.program_type, 'other') as program_type,
  r.organization,
  r.site,
  r.funders,
  r.operating_from,
  r.operating_to,
  r.capacity
from canonical_csv.program r
join canonical_csv.observed o on o.source = r.source and o.program_id = r.program_id
