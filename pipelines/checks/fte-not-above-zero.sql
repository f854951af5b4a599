/* ---
title: Share of full time that is not above 0
severity: error
remedy: Correct the worker's share of full time in the roster, 1 for full time. Until then the worker is left out of the caseload.
--- */
select
  source,
  'worker' as table_name,
  worker_id as record_id,
  null::uuid as enrollment_id,
  'The share of full time is ' || fte || '.' as detail
from worker
where fte <= 0
