/* ---
title: Exit before start
severity: error
guidance: >-
  A stay that ends before it begins has no length. It is left out of what is measured in days and of retention, while its exit still counts; one of
  the two dates is a slip, often in the year.
remedy: Correct the exit date, or the start date, of this enrollment.
touches: [enrollment.started_on, enrollment.exited_on]
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The exit on ' || exited_on || ' lies before the start on ' || started_on || '.' as detail
from given.enrollment
where exited_on < started_on
