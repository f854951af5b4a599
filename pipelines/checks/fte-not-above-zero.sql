/* ---
title: Share of full time that is not above 0
severity: error
guidance: >-
  The caseload is divided by the worker’s share of full time, so that part-time staff can be compared. With 0 or less there is nothing to divide by.
remedy: Correct the worker's share of full time in the roster, 1 for full time. Until then the worker is left out of the caseload.
touches: [worker.fte]
--- */
select
  source,
  'worker' as table_name,
  worker_id as record_id,
  null::uuid as enrollment_id,
  'The share of full time is ' || fte || '.' as detail
from worker
where fte <= 0
