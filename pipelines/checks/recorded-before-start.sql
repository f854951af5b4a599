/* ---
title: Recorded before it began
severity: warning
remedy: Correct the start date, or leave it if the enrollment was planned ahead. It counts as recorded on time.
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The start on ' || started_on || ' was recorded on ' || start_recorded_at::date || '.' as detail
from enrollment
where start_recorded_at::date < started_on
