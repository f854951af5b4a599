/* ---
title: Exit after the end of the export
severity: warning
remedy: Correct the exit date if it is a slip. Until it is reached the enrollment counts as open.
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The exit on ' || exited_on || ' lies after ' || observed_until || ', up to which the data is known.' as detail
from given.enrollment
where exited_on > observed_until
