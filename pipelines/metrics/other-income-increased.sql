/* ---
title: Other income increased
question: Do adults have more from benefits and other sources than when they came?
finding: 'Of {n} whose income we know twice, {value} have more from benefits and other sources than at the start.'
kind: ratio
unit: adults
group: housing and access
asks: better off
place: 12
headline: {better: higher}
grain: adult who left, or whose annual assessment was due
one_row_per: client
beside: [incomes-known]
counts: >-
  Adults whose monthly income we know at the start and again later: at the exit for those who left in the period, at the annual assessment for those who
  stayed and whose anniversary lies in it. Other income is all that does not come from work: benefits, pensions, support.
leaves_out: >-
  Adults of whom one of the two incomes is not known; how many that is stands beside it. Adults who stay and have been with us for less than a year, whose assessment is
  not due yet. Children. All but the latest of a person's enrollments.
needs: [income.other, income.stage, income.assessed_on, client.birth_date]
control: shared
case_mix: [program_type, household_type]
source: HUD APR Q19a1 (annual assessment) and Q19a2 (exit), both in one figure; the kind of record tells them apart
hud:
  like: HUD APR Q19a1 and Q19a2, share of adults who gained or increased other income
  differs: >-
    HUD shows those who stayed and those who left in two tables; here they are one figure, which the kind of record takes apart. An annual assessment must fall due
    within the period and counts up to 30 days after its day, where HUD takes the last one due and stops at the end of the report.
--- */
-- One row per person first, as HUD counts: whose latest stay is not due yet is not counted by an earlier one.
select
  enrollment_id,
  coalesce(due_on, known_until) as cohort_date,
  coalesce(other_after > other_before, false) as success,
  compared as event,
  case when is_leaver then exit_recorded_by end as recorded_by,
  due_on is not null and other_before is not null and other_after is not null as counted
from income_change($from, $to)
