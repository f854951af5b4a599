/* ---
title: Applications approved
question: Of the applications for benefits that were decided, how many were approved?
finding: '{value} of {n} were approved.'
kind: ratio
unit: decided applications
group: advocacy
place: 2
headline: {better: higher}
grain: application that was decided
counts: >-
  Every application for a benefit or a program that was approved or denied, by the day of the decision (where there is none, by the day it was filed). An
  application stays denied where an appeal against it is won later: the appeal counts by itself.
leaves_out: Applications that were withdrawn, and those that are not decided yet; how many these are stands beside it.
needs: [appeal.kind, appeal.filed_on, appeal.decided_on, appeal.result]
control: shared
case_mix: [event]
source: our own
beside: [applications-pending]
--- */
select
  enrollment_id,
  appeal_id as record_id,
  greatest(filed_on, decided_on) as cohort_date,
  result = 'approved' as success,
  program as event,
  recorded_by
from appeal
where kind = 'application' and result in ('approved', 'denied')
