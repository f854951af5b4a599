/* ---
title: Exit before start
severity: error
remedy: Correct the exit date, or the start date, of this enrollment.
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The exit on ' || exited_on || ' lies before the start on ' || started_on || '.' as detail
from given.enrollment
where exited_on < started_on
