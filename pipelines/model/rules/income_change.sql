/* ---
rule: >-
  monthly income of adults served in a period, at the start and later: at the exit of those who left, at the annual assessment of those who stayed;
  the day is empty where no assessment was due yet or made early, an income where it is not known (HUD APR Q19)
after: [annual_assessment, served]
parameters: [first_day, last_day]
departures:
  - >-
    HUD takes the last anniversary before the end of the report, whenever it was. Here it must lie in the period, so that in periods shorter than a
    year nobody is counted twice for one assessment. For a year it is the same.
  - An annual assessment counts up to 30 days after the anniversary, also after the end of the period, as far as the data goes.
es:
  rule: >-
    el ingreso mensual de los adultos atendidos en un período, al inicio y más tarde; a la salida de quienes salieron, en la evaluación anual de
    quienes permanecieron; el día está vacío donde todavía no correspondía ninguna evaluación ni se hizo antes, y un ingreso, donde no se conoce (HUD
    APR Q19)
  departures:
    - >-
      HUD toma el último aniversario antes del fin del informe, fuera cuando fuera. Aquí debe caer en el período, de modo que en períodos de menos de
      un año nadie se cuenta dos veces por una evaluación. Para un año es lo mismo.
    - >-
      Una evaluación anual cuenta hasta 30 días después del aniversario, también después del fin del período, hasta donde llegan los datos.
--- */
with due as (
  select *
  from annual_assessment()
  where anniversary between first_day and last_day
  qualify row_number() over (partition by enrollment_id order by anniversary desc) = 1
),
-- Of several records of one day the one that was changed last.
record as (
  select i.enrollment_id, i.assessed_on, i.stage, i.earned, i.other, i.total
  from income i
  join enrollment e using (enrollment_id, client_id)
  qualify row_number() over (
    partition by i.enrollment_id, i.assessed_on, i.stage
    order by coalesce(i.updated_at, i.recorded_at) desc nulls last, i.income_id
  ) = 1
),
known as (
  select
    s.*,
    case when s.is_leaver then 'at the exit' else 'at the annual assessment' end as compared,
    case when s.is_leaver then s.exited_on else d.anniversary end as asked_on,
    s.is_leaver or d.is_over as is_over
  from served(first_day, last_day) s
  left join due d using (enrollment_id)
  where s.is_adult
),
-- The record of the exit itself, or the last one that counts for the anniversary.
later as (
  select k.enrollment_id, r.earned, r.other, r.total
  from known k
  join record r
    on r.enrollment_id = k.enrollment_id
    and case
      when k.is_leaver then r.stage = 'exit' and r.assessed_on = k.asked_on
      else r.stage = 'annual' and r.assessed_on between k.asked_on - 30 and k.asked_on + 30
    end
  qualify row_number() over (partition by k.enrollment_id order by r.assessed_on desc) = 1
)
select
  k.* exclude (asked_on),
  case when k.is_over or b.enrollment_id is not null then k.asked_on end as due_on,
  a.earned as earned_before,
  a.other as other_before,
  a.total as total_before,
  b.earned as earned_after,
  b.other as other_after,
  b.total as total_after
from known k
left join record a on a.enrollment_id = k.enrollment_id and a.stage = 'start' and a.assessed_on = k.started_on
left join later b on b.enrollment_id = k.enrollment_id
