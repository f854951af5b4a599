/* ---
title: Plan reviews on time
question: Are service plans reviewed when it is time?
finding: We reviewed {value} of {n} by the day that was set for it.
kind: ratio
unit: plan reviews
group: plans, referrals and work
place: 2
headline: {better: higher}
grain: review of a plan that was due
counts: >-
  Every review whose day has come while the person was enrolled, by that day; the day of leaving counts. On time is a review on the day or before it. A
  review that came later or not at all stays in the count. A new plan is no review of the last one.
leaves_out: >-
  Plans without a day for their review. Reviews that were not due yet on the last day known, or whose day came after the person had left. Plans made before
  the start or after the exit. Days for a review that lie before the plan.
needs: [plan.created_on, plan.review_due_on, plan.reviewed_on]
control: shared
case_mix: [program_type]
source: our own
--- */
-- A review before its plan is a slip (a check reports it) and is none.
select
  p.enrollment_id,
  p.plan_id as record_id,
  p.review_due_on as cohort_date,
  coalesce(p.reviewed_on between p.created_on and p.review_due_on, false) as success,
  p.recorded_by
from plan p
join enrollment e using (enrollment_id)
where p.review_due_on >= p.created_on
  and p.review_due_on <= coalesce(e.exited_on, p.observed_until)
  and p.created_on >= e.started_on
