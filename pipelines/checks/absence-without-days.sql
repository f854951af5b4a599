/* ---
title: Absence that ends before it begins
severity: error
remedy: Correct the dates of the absence in the roster. Until then its days count as days at work.
--- */
select
  source,
  'absence' as table_name,
  worker_id as record_id,
  null::uuid as enrollment_id,
  'The absence from ' || valid_from || ' ends on ' || valid_to || '.' as detail
from absence
where valid_to < valid_from
