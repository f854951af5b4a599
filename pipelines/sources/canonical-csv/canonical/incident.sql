/* ---
columns:
  incident_id: [incident.incident_id]
  enrollment_id: [incident.enrollment_id]
  worker_id: [incident.worker_id]
  reported_at: [incident.reported_at]
  responded_at: [incident.responded_at]
  closed_at: [incident.closed_at]
  result: [incident.result]
--- */
select
  r.source,
  r.batch_id,
  o.observed_until,
  r.recorded_at,
  r.recorded_by,
  r.updated_at,
  r.incident_id,
  r.enrollment_id,
  r.worker_id,
  r.reported_at,
  r.responded_at,
  r.closed_at,
  r.result
from canonical_csv.incident r
join canonical_csv.enrollment e on e.source = r.source and e.enrollment_id = r.enrollment_id
join canonical_csv.observed o on o.source = e.source and o.program_id = e.program_id
