/* ---
title: Enrolled at the end
question: How many people are enrolled on the last day?
finding: '{value} remained enrolled after the last day.'
kind: count
unit: people
group: outputs
place: 6
headline: {better: neutral}
grain: person
one_row_per: client
carries_over: true
counts: >-
  Everybody who is enrolled on the last day of the period, or on the last day known if that is earlier, and does not leave on it; once, however
  many enrollments they have. In night-by-night shelter a night in the period is needed too.
leaves_out: People who leave on the last day itself.
needs: [enrollment.started_on, enrollment.exited_on]
reads: [contact.bed_night]
control: agency
source: HUD APR Q5a, stayers
hud:
  like: HUD APR Q5a, stayers
  differs: >-
    HUD looks at the latest of a person's enrollments alone: where that one has ended, the person is a leaver. We count the person as long as any
    chosen enrollment is open. Where the period goes on after the last day known, we say who is enrolled on that day. A person in two source systems
    counts twice.
--- */
select
  enrollment_id,
  least($to, observed_until) as cohort_date
from active_enrollment($from, $to)
where exited_on is null or exited_on > $to
