/* ---
title: People served
question: How many people did we serve?
kind: count
unit: people
group: outputs
place: 1
headline: {better: neutral}
grain: person
one_row_per: client
needs: [enrollment.started_on]
control: agency
source: HUD APR Q5a, total persons served
--- */
select
  enrollment_id,
  least($to, coalesce(exited_on, $to), observed_until) as cohort_date
from active_enrollment($from, $to)
