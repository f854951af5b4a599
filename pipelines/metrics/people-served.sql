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
carries_over: true
counts: >-
  Everybody who was enrolled on at least one day of the period, once, however many enrollments they had. In night-by-night shelter a night or an
  exit in the period is needed too.
leaves_out: People whose enrollments all ended before the period or begin after it.
needs: [enrollment.started_on]
reads: [contact.bed_night]
control: agency
source: HUD APR Q5a, total persons served
hud:
  like: HUD APR Q5a, total number of persons served
  differs: >-
    The rule is the same. HUD's report is of one project or of those chosen, in one HMIS; ours is of every program and every source system unless some
    are chosen. Ids mean nothing across source systems, so a person in two of them counts twice.
--- */
select
  enrollment_id,
  least($to, coalesce(exited_on, $to), observed_until) as cohort_date
from active_enrollment($from, $to)
