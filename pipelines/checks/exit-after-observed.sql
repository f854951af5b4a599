/* ---
title: Exit after the end of the export
severity: warning
guidance: >-
  An export says what had happened up to its last day. An exit later than that is planned at best, so the client is still counted as enrolled, and
  the exit only once a later export confirms it.
remedy: Correct the exit date if it is a slip. Until it is reached the enrollment counts as open.
touches: [enrollment.exited_on]
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The exit on ' || exited_on || ' lies after ' || observed_until || ', up to which the data is known.' as detail
from given.enrollment
where exited_on > observed_until
