/* ---
title: Enrollment of an unknown person
severity: error
remedy: Export the person's record with it. The enrollment is counted; age, veteran status and the like are not known.
--- */
select
  e.source,
  'enrollment' as table_name,
  e.enrollment_id as record_id,
  e.enrollment_id,
  'The person of this enrollment is not in the export.' as detail
from enrollment e
left join client c using (client_id)
where c.client_id is null
