/* ---
columns:
  service_id: [service.service_id]
  enrollment_id: [service.enrollment_id]
  kind: [service.kind]
  category: [service.kind]
  provided_on: [service.provided_on]
  amount: [service.amount]
--- */
select
  r.source,
  r.batch_id,
  o.observed_until,
  r.recorded_at,
  r.recorded_by,
  r.updated_at,
  r.service_id,
  r.enrollment_id,
  r.kind,
  case when r.kind is null then 'other' else coalesce(k.category, 'service') end as category,
  r.provided_on,
  r.amount
from canonical_csv.service r
join canonical_csv.enrollment e on e.source = r.source and e.enrollment_id = r.enrollment_id
join canonical_csv.observed o on o.source = e.source and o.program_id = e.program_id
left join code.service_kind k on k.value = r.kind
