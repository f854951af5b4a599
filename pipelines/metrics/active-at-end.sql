/* ---
title: Enrolled at the end
question: How many people are enrolled on the last day?
kind: count
unit: people
group: outputs
place: 6
headline: {better: neutral}
grain: person
one_row_per: client
needs: [enrollment.started_on, enrollment.exited_on]
control: agency
source: HUD APR Q5a, stayers
--- */
select
  enrollment_id,
  least($to, observed_until) as cohort_date
from active_enrollment($from, $to)
where exited_on is null or exited_on > $to
