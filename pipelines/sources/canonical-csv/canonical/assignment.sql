/* ---
columns:
  enrollment_id: [assignment.enrollment_id]
  worker_id: [assignment.worker_id]
  primary: [assignment.primary]
  valid_from: [assignment.valid_from]
  valid_to: [assignment.valid_to]
--- */
select
  r.source,
  r.batch_id,
  b.observed_until,
  r.updated_at,
  r.enrollment_id,
  r.worker_id,
  coalesce(r."primary", true) as "primary",
  r.valid_from,
  r.valid_to
from canonical_csv.assignment r
join incoming.batch b on b.id = r.batch_id
