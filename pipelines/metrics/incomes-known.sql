/* ---
title: Incomes known twice
question: Of the adults whose income should have been asked again, of how many do we know both?
finding: 'We know both incomes of {value} of {n} whose income was to be asked again.'
kind: ratio
unit: adults
group: documentation
place: 8
headline: {better: higher}
grain: adult who left, or whose annual assessment was due
one_row_per: client
counts: >-
  Adults who left in the period, and adults who stayed and whose anniversary lies in it. Known means that the total monthly income was recorded at the start, and again at
  the exit or at the annual assessment, 30 days before to 30 days after the anniversary. No income is known, too.
leaves_out: Adults who stay and have been with us for less than a year, or whose anniversary is one of the last 30 days known. Children. All but the latest of a person's enrollments.
needs: [income.total, income.stage, income.assessed_on, client.birth_date]
control: worker
source: our own; the people that HUD APR Q19a1 and Q19a2 look at, and those whom they leave out
hud:
  like: HUD APR Q18, adults with income information at start and at annual assessment or exit
  differs: >-
    HUD counts each kind of missing answer by itself and also shows adults whose assessment is not due yet. Here it is one share of those whose income was to be asked again.
--- */
-- One row per person first, as HUD counts: whose latest stay is not due yet is not counted by an earlier one.
select
  enrollment_id,
  coalesce(due_on, known_until) as cohort_date,
  total_before is not null and total_after is not null as success,
  compared as event,
  case when is_leaver then exit_recorded_by end as recorded_by,
  due_on is not null and is_over as counted
from income_change($from, $to)
