/* ---
title: Document without a due date
severity: warning
remedy: Enter the day by which it is due. Without one nobody can say whether it was on time, and it is not counted.
--- */
select
  source,
  'document' as table_name,
  document_id as record_id,
  enrollment_id,
  'The ' || coalesce(kind, 'document') || coalesce(' of ' || service_on, '') || ' has no due date.' as detail
from document
where due_on is null
