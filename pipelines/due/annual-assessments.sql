/* ---
title: Annual assessments
one: annual assessment
other: annual assessments
place: 3
counts: >-
  Of every adult or head of household who is enrolled, the latest anniversary of the stay without an annual assessment since 30 days before it. The last day is the
  30th after the anniversary: up to then one counts for it.
leaves_out: Children who head no household. Earlier anniversaries, for which it is too late.
what_to_do: Make the assessment and enter it as an annual one. After its last day it counts for this anniversary no more; what the household lives on is still worth knowing.
needs: [enrollment.started_on, enrollment.exited_on, income.stage, income.assessed_on]
metric: annual-assessments-on-time
es:
  title: Evaluaciones anuales
  one: evaluación anual
  other: evaluaciones anuales
  counts: >-
    De todo adulto o jefe de hogar inscrito, el último aniversario de la estancia sin evaluación anual desde 30 días antes. El último día es el trigésimo después del aniversario: hasta entonces cuenta para él.
  leaves_out: >-
    Los menores que no son jefes de hogar. Los aniversarios anteriores, para los que ya es tarde.
  what_to_do: >-
    Haga la evaluación y regístrela como anual. Después de su último día ya no cuenta para este aniversario; aun así conviene saber de qué vive el hogar.
--- */
with latest as (
  select *
  from annual_assessment()
  where exited_on is null and (is_head_of_household or age >= 18)
  qualify row_number() over (partition by enrollment_id order by anniversary desc) = 1
),
made_late as (
  select enrollment_id, assessed_on
  from assessment
  where stage = 'annual'
  union all
  select enrollment_id, assessed_on
  from income
  where stage = 'annual'
)
select
  l.enrollment_id,
  null::uuid as record_id,
  null::varchar as what,
  l.anniversary as since_on,
  l.anniversary + 30 as due_on
from latest l
where not l.is_made
  and not exists (select 1 from made_late m where m.enrollment_id = l.enrollment_id and m.assessed_on > l.anniversary)
