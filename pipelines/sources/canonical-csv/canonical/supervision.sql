/* ---
columns:
  supervision_id: [supervision.supervision_id]
  worker_id: [supervision.worker_id]
  supervisor_id: [supervision.supervisor_id]
  planned_on: [supervision.planned_on]
  held_on: [supervision.held_on]
--- */
select
  r.source,
  r.batch_id,
  b.observed_until,
  r.recorded_at,
  r.recorded_by,
  r.updated_at,
  r.supervision_id,
  r.worker_id,
  r.supervisor_id,
  r.planned_on,
  r.held_on
from canonical_csv.supervision r
join incoming.batch b on b.id = r.batch_id
