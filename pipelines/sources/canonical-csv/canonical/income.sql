/* ---
columns:
  income_id: [income.income_id]
  enrollment_id: [income.enrollment_id]
  client_id: [income.client_id, enrollment.client_id]
  assessed_on: [income.assessed_on]
  stage: [income.stage]
  earned: [income.earned]
  other: [income.other, income.total]
  total: [income.total, income.earned]
--- */
-- No income at all is no earned and no other income; what is not known stays unknown.
select
  r.source,
  r.batch_id,
  o.observed_until,
  r.recorded_at,
  r.recorded_by,
  r.updated_at,
  r.income_id,
  r.enrollment_id,
  coalesce(r.client_id, e.client_id) as client_id,
  r.assessed_on,
  r.stage,
  coalesce(r.earned, r.total - r.other, case when r.total = 0 then 0 end) as earned,
  coalesce(r.other, r.total - r.earned, case when r.total = 0 then 0 end) as other,
  coalesce(r.total, r.earned + r.other) as total
from canonical_csv.income r
join canonical_csv.enrollment e on e.source = r.source and e.enrollment_id = r.enrollment_id
join canonical_csv.observed o on o.source = e.source and o.program_id = e.program_id
