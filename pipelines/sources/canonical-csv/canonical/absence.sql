/* ---
columns:
  worker_id: [absence.worker_id]
  valid_from: [absence.valid_from]
  valid_to: [absence.valid_to]
--- */
select
  r.source,
  r.batch_id,
  b.observed_until,
  r.updated_at,
  r.worker_id,
  r.valid_from,
  r.valid_to
from canonical_csv.absence r
join incoming.batch b on b.id = r.batch_id
