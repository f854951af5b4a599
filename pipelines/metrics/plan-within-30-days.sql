/* ---
title: First service plan
question: How soon after the start is there a service plan?
finding: '{value} of {n} had a service plan within {day} days of the start.'
kind: time_to_event
unit: days
rows: enrollments
group: plans, referrals and work
place: 1
headline: {share_by: 30, better: higher}
also: [{share_by: 14}, {share_by: 60}, half_by]
grain: enrollment
counts: >-
  Every enrollment, by the day of its start. The days run from the start to the first service plan; a plan made on the first day is 0 days. People without
  a plan so far count with the days so far. Those who left without one count as left without a plan.
leaves_out: Plans made before the start or after the exit. Enrollments that end before they start.
needs: [enrollment.started_on, enrollment.exited_on, plan.created_on]
control: shared
case_mix: [program_type, household_type]
source: our own
--- */
select enrollment_id, cohort_date, days, outcome
from stage_wait('planned')
