/* ---
title: Birth date after the start
severity: warning
remedy: Correct the birth date. A child born during the stay starts on the day of birth.
--- */
select
  e.source,
  'client' as table_name,
  e.client_id as record_id,
  e.enrollment_id,
  'The birth date lies after the start on ' || e.started_on || '.' as detail
from enrollment e
join client c using (client_id)
where c.birth_date > e.started_on
