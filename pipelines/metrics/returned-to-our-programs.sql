/* ---
title: Returned to our programs
question: Of those who left for a permanent home, how many had to come back?
finding: '{value} of {n} who left for a permanent home came back within {day} days.'
kind: time_to_event
unit: days
rows: people
group: housing and access
place: 3
headline: {share_by: 180, better: lower}
also: [{share_by: 365}, {share_by: 730}]
grain: person, by their earliest exit to a permanent home in the period
counts: >-
  Everybody who left outreach, a shelter, a safe haven, transitional or permanent housing for a permanent home in the period, once, by the earliest such
  exit. A return is the first entry from that day on to outreach, a shelter, a safe haven or transitional housing, or to permanent housing more than
  14 days later. Who left several programs for a permanent home is told by the first of these exits alone, also where only one program is looked at. Who died first, as far as our records say, could not come back and counts as not returned.
leaves_out: >-
  Returns to programs that are not in the data, so it is no measure of homelessness in the area. Moves from one permanent-housing program to another
  within 14 days. Exits from and entries to other programs, such as prevention or services only. Enrollments that end before they start.
needs: [enrollment.started_on, enrollment.exited_on, enrollment.exit_destination]
reads: [program.program_type]
control: shared
case_mix: [program_type, household_type]
source: HUD System Performance Measure 2, over our programs only
hud:
  like: HUD System Performance Measure 2, returns to homelessness
  differs: >-
    HUD's measure is of the whole homelessness system of an area; ours sees returns to the programs in the data only, and misses the others. HUD
    reports the exits of two years before the period, when all are known for 730 days, in bands of 0 to 180, 181 to 365 and 366 to 730 days. We report
    the exits of the chosen period, follow each for as far as the data goes, and give the share by a day. A person who died afterwards stays in the
    count in both.
--- */
-- The earliest exit within the period, as HUD's is within its own: it changes with the period, so it is asked with it.
select
  enrollment_id,
  exited_on as cohort_date,
  coalesce(returned_on, died_on, known_until) - exited_on as days,
  case when returned_on is not null then 'event' when died_on is not null then 'competing' else 'censored' end as outcome,
  exit_recorded_by as recorded_by
from spm_return($from, $to)
