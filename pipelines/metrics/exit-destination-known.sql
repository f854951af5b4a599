/* ---
title: Exit destination known
question: Of those who left, do we know where to?
finding: For {value} of {n} we know where the person went.
kind: ratio
unit: exits
group: housing and access
place: 4
headline: {better: higher}
grain: enrollment that ended
counts: >-
  Every exit of a person, by its day. Not known are: no exit interview, does not know, declined, not collected, worker unable to
  determine, a rental subsidy of no valid kind, and words that are not in the list of destinations.
leaves_out: >-
  Nothing: every exit counts.
needs: [enrollment.exited_on, enrollment.exit_destination]
control: worker
case_mix: [program_type]
source: our own, on the destinations of HUD APR Q6c
hud:
  like: HUD APR Q6c, destination
  differs: >-
    Q6c gives the share that is wrong or missing, we give the share that is known. HUD counts leavers, each person once by the latest of their
    enrollments, without people in outreach who were not engaged. We count every exit. A worker who was unable to determine where the person went is
    not in Q6c's list of errors; for us the destination is not known then.
--- */
select
  enrollment_id,
  exited_on as cohort_date,
  exit_destination_group <> 'unknown' as success,
  exit_recorded_by as recorded_by
from enrollment
where exited_on is not null
