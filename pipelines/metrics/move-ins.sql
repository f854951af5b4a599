/* ---
title: Move-ins to permanent housing
question: How many people moved into a home?
finding: We counted {value} to a permanent home.
kind: count
unit: people moving in
group: outputs
place: 4
headline: {better: higher}
grain: enrollment in a permanent-housing program
counts: >-
  Everybody in a permanent-housing program, rapid re-housing among them, by the day of their move-in. Members of a household move in with its
  head, or on their own first day if they come later. Somebody who moves in twice counts twice.
leaves_out: Homes found through other programs. A move-in date before the start or after the exit counts as none.
needs: [enrollment.moved_in_on]
reads: [program.program_type]
control: shared
source: our own, on HUD's effective move-in date
hud:
  like: HUD APR Q22c and Q7a, people who moved into permanent housing
  differs: >-
    All three use HUD's effective move-in date. Q22c counts each person once, by the latest of their enrollments, and only waits of 0 to 730 days. Q7a
    counts in permanent supportive housing and rapid re-housing only, and everybody served who had moved in by the end of the period, also years
    before it. We count every move-in in the period, in all permanent-housing programs, and somebody who moves in twice counts twice.
--- */
select
  enrollment_id,
  moved_in_on as cohort_date
from enrollment
where is_permanent_housing and moved_in_on is not null
