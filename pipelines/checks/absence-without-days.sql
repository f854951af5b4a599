/* ---
title: Absence that ends before it begins
severity: error
guidance: >-
  A worker on leave has no new cases and more time for what falls due meanwhile. With its end before its beginning an absence takes no day off: the
  caseload and the days by which documents are due are told as if the worker had been there.
remedy: Correct the dates of the absence in the roster. Until then its days count as days at work.
touches: [absence.valid_from, absence.valid_to]
--- */
select
  source,
  'absence' as table_name,
  worker_id as record_id,
  null::uuid as enrollment_id,
  'The absence from ' || valid_from || ' ends on ' || valid_to || '.' as detail
from absence
where valid_to < valid_from
