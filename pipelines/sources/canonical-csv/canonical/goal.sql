/* ---
columns:
  goal_id: [goal.goal_id]
  enrollment_id: [goal.enrollment_id]
  domain: [goal.domain]
  set_on: [goal.set_on]
  target_on: [goal.target_on]
  closed_on: [goal.closed_on]
  status: [goal.status]
--- */
select
  r.source,
  r.batch_id,
  o.observed_until,
  r.recorded_at,
  r.recorded_by,
  r.updated_at,
  r.goal_id,
  r.enrollment_id,
  r.domain,
  r.set_on,
  r.target_on,
  r.closed_on,
  r.status
from canonical_csv.goal r
join canonical_csv.enrollment e on e.source = r.source and e.enrollment_id = r.enrollment_id
join canonical_csv.observed o on o.source = e.source and o.program_id = e.program_id
