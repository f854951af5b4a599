/* ---
columns:
  client_id_a: [crosswalk.client_id_a]
  client_id_b: [crosswalk.client_id_b]
--- */
select
  source,
  batch_id,
  exported_at::date as observed_until,
  source_a,
  client_id_a,
  source_b,
  client_id_b
from crosswalk.crosswalk
