/* ---
title: People served
question: How many people did we serve?
finding: We worked with {value}.
kind: count
unit: people
group: outputs
place: 1
headline: {better: neutral}
grain: person
one_row_per: client
counts: >-
  Everybody who was enrolled on at least one day of the period, once, however many enrollments they had. In night-by-night shelter a night or an
  exit in the period is needed too.
leaves_out: People whose enrollments all ended before the period or begin after it.
needs: [enrollment.started_on]
control: agency
source: HUD APR Q5a, total persons served
--- */
select
  enrollment_id,
  least($to, coalesce(exited_on, $to), observed_until) as cohort_date
from active_enrollment($from, $to)
