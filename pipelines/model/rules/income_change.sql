/* ---
rule: >-
  monthly income of adults served in a period, at the start and later: at the exit of those who left, at the annual assessment of those who stayed;
  the day is empty where no assessment was due yet or made early, an income where it is not known (HUD APR Q19)
after: [income_at, served]
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
with record as (
  select *
  from income_at(first_day, last_day, first_day, date '9999-12-31')
)
select
  s.*,
  case when s.is_leaver then 'at the exit' else 'at the annual assessment' end as compared,
  coalesce(b.is_over, false) as is_over,
  case when b.is_over or b.income_id is not null then b.asked_on end as due_on,
  a.earned as earned_before,
  a.other as other_before,
  a.total as total_before,
  b.earned as earned_after,
  b.other as other_after,
  b.total as total_after
from served(first_day, last_day) s
join record a on a.enrollment_id = s.enrollment_id and a.stage = 'start'
join record b on b.enrollment_id = s.enrollment_id and b.stage <> 'start'
where s.is_adult
