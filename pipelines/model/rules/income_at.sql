/* ---
rule: >-
  the record of income of everybody served in a period at their start, and later: at the exit of those who left, at the last annual assessment due of
  those who stayed; the day is empty where none was due, the record where none was made (HUD APR Q16 to Q21)
after: [annual_assessment, served]
parameters: [first_day, last_day, due_from, made_by]
es:
  rule: >-
    el registro de ingresos de toda persona atendida en un período a su inicio, y más tarde; a la salida de quienes salieron, en la última evaluación anual
    que correspondía de quienes permanecieron; el día está vacío donde no correspondía ninguna, y el registro, donde no se hizo (HUD APR Q16 a Q21)
--- */
-- An annual assessment is due where its anniversary lies between due_from and the period's end, and counts where it was made by made_by.
with due as (
  select enrollment_id, anniversary, counts_from, counts_until, is_over
  from annual_assessment()
  where anniversary between due_from and last_day
  qualify row_number() over (partition by enrollment_id order by anniversary desc) = 1
),
-- Of several records of one day the one that was changed last.
record as (
  select i.income_id, i.enrollment_id, i.assessed_on, i.stage, i.earned, i.other, i.total
  from income i
  join enrollment e using (enrollment_id, client_id)
  qualify row_number() over (
    partition by i.enrollment_id, i.assessed_on, i.stage
    order by coalesce(i.updated_at, i.recorded_at) desc nulls last, i.income_id
  ) = 1
),
active as (
  select enrollment_id, started_on, exited_on, is_leaver
  from served(first_day, last_day)
),
asked as (
  select enrollment_id, 'start' as stage, started_on as asked_on, started_on as counts_from, started_on as counts_until, true as is_over
  from active
  union all
  select enrollment_id, 'exit', exited_on, exited_on, exited_on, true
  from active
  where is_leaver
  union all
  select a.enrollment_id, 'annual', d.anniversary, d.counts_from, d.counts_until, d.is_over
  from active a
  left join due d using (enrollment_id)
  where not a.is_leaver
)
-- The record of the start or the exit itself, or the last one that counts for the anniversary.
select a.* exclude (counts_from, counts_until), r.income_id, r.assessed_on, r.earned, r.other, r.total
from asked a
left join record r
  on r.enrollment_id = a.enrollment_id
  and r.stage = a.stage
  and r.assessed_on between a.counts_from and a.counts_until
  and (a.stage <> 'annual' or r.assessed_on <= made_by)
qualify row_number() over (partition by a.enrollment_id, a.stage order by r.assessed_on desc) = 1
