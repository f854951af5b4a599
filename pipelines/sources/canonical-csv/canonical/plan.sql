/* ---
columns:
  plan_id: [plan.plan_id]
  enrollment_id: [plan.enrollment_id]
  created_on: [plan.created_on]
  review_due_on: [plan.review_due_on]
  reviewed_on: [plan.reviewed_on]
--- */
select
  r.source,
  r.batch_id,
  o.observed_until,
  r.recorded_at,
  r.recorded_by,
  r.updated_at,
  r.plan_id,
  r.enrollment_id,
  r.created_on,
  r.review_due_on,
  r.reviewed_on
from canonical_csv.plan r
join canonical_csv.enrollment e on e.source = r.source and e.enrollment_id = r.enrollment_id
join canonical_csv.observed o on o.source = e.source and o.program_id = e.program_id
