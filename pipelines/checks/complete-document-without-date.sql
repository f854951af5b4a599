/* ---
title: Complete document without a date
severity: error
remedy: Enter the day of the service or of the record. Until then it counts as not on time.
--- */
select
  source,
  'document' as table_name,
  document_id as record_id,
  enrollment_id,
  'The ' || coalesce(kind, 'document') || ' due on ' || due_on || ' is complete, but not when it was written.' as detail
from document
where complete and due_on is not null and recorded_at is null and service_on is null
