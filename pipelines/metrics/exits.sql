/* ---
title: Exits
question: How many enrollments ended?
finding: '{value} ended.'
kind: count
unit: enrollments
group: outputs
place: 5
headline: {better: neutral}
grain: enrollment
counts: Every enrollment that ended, by its last day, wherever the person went. Somebody who leaves two programs counts twice.
leaves_out: Enrollments that are still open on the last day known.
needs: [enrollment.exited_on]
control: agency
source: our own
hud:
  like: HUD APR Q5a, leavers
  differs: >-
    HUD counts people, each by the latest of their enrollments: somebody who leaves two programs is one leaver, and somebody who leaves one while a
    later enrollment goes on is none. We count every enrollment that ended, by its last day.
--- */
select
  enrollment_id,
  exited_on as cohort_date,
  exit_recorded_by as recorded_by
from enrollment
where exited_on is not null
