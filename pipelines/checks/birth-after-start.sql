/* ---
title: Birth date after the start
severity: warning
guidance: >-
  Age at project start decides who counts as an adult, in which type of household a family stands and who is asked for income. A birth date after
  the start gives no age at all.
remedy: Correct the birth date. A child born during the stay starts on the day of birth.
touches: [client.birth_date]
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
