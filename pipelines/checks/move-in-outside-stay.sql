/* ---
title: Move-in outside the stay
severity: error
guidance: >-
  Move-ins and the days to move-in rest on this one date. One before the project start or after the exit is dropped, here and in HUD’s reports, so
  the household counts as still waiting or as having left without a home.
remedy: Correct the move-in date. It is left out of every figure while it lies before the start or after the exit.
touches: [enrollment.moved_in_on]
mend: [enrollment.moved_in_on, enrollment.started_on, enrollment.exited_on]
--- */
select
  g.source,
  'enrollment' as table_name,
  g.enrollment_id as record_id,
  g.enrollment_id,
  'The move-in on ' || g.moved_in_on || ' lies outside the stay from ' || g.started_on || coalesce(' to ' || g.exited_on, '') || '.' as detail
from given.enrollment g
join program p using (program_id)
where p.is_permanent_housing and (g.moved_in_on < g.started_on or g.moved_in_on > g.exited_on)
