/* ---
title: Exit recorded before it happened
severity: warning
guidance: >-
  Timeliness compares the exit with the day on which its record was created. An exit that was entered ahead looks perfectly timely, and may have
  been planned and never have happened.
remedy: Correct the date of the exit, or leave it if it was planned ahead. It counts as recorded on time, after 0 days.
touches: [enrollment.exit_recorded_at]
mend: [enrollment.exited_on]
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The exit on ' || exited_on || ' was recorded on ' || exit_recorded_at::date || '.' as detail
from enrollment
where exit_recorded_at::date < exited_on
