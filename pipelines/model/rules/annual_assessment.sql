/* ---
rule: >-
  each anniversary on which an enrollment was open: whole calendar years after the first start of the household's head, with the days on which an annual
  assessment was made that counts for it, from 30 days before to 30 days after, and whether these days are over (HUD's rule of the annual assessment)
parameters: []
departures:
  - >-
    HUD asks for a person's last anniversary before the end of the report, and for an assessment made by then. Here every anniversary stands by itself, and
    an assessment counts for 30 days after it, also past the end of the period, as far as the data goes.
es:
  rule: >-
    cada aniversario en que una inscripción estaba abierta, que son años calendario completos desde el primer inicio del jefe de hogar, con los días
    en que se hizo una evaluación anual que cuenta para él, desde 30 días antes hasta 30 días después, y si esos días ya pasaron (la regla de HUD
    sobre la evaluación anual)
  departures:
    - >-
      HUD pide el último aniversario de una persona antes del fin del informe, y una evaluación hecha hasta entonces. Aquí cada aniversario vale por sí
      mismo, y una evaluación cuenta hasta 30 días después de él, también pasado el fin del período, hasta donde llegan los datos.
--- */
with head as (
  select program_id, household_id, min(started_on) as first_start
  from enrollment
  where is_head_of_household
  group by program_id, household_id
),
anniversary as (
  select
    e.enrollment_id,
    unnest(generate_series(1, date_sub('year', coalesce(h.first_start, e.started_on), least(coalesce(e.exited_on, e.observed_until), e.observed_until)))) as years,
    coalesce(h.first_start, e.started_on) as first_start
  from enrollment e
  left join head h using (program_id, household_id)
),
due as (
  select a.enrollment_id, a.years, (a.first_start + to_years(a.years::integer))::date as anniversary
  from anniversary a
),
made as (
  select enrollment_id, assessed_on
  from assessment
  where stage = 'annual'
  union
  select enrollment_id, assessed_on
  from income
  where stage = 'annual'
)
select
  e.*,
  d.years,
  d.anniversary,
  date_sub('year', c.birth_date, d.anniversary)::integer as age,
  d.anniversary - 30 as counts_from,
  d.anniversary + 30 as counts_until,
  d.anniversary + 30 <= e.observed_until as is_over,
  count(m.assessed_on) > 0 as is_made
from due d
join enrollment e using (enrollment_id)
left join client c using (client_id)
left join made m on m.enrollment_id = d.enrollment_id and m.assessed_on between d.anniversary - 30 and d.anniversary + 30
where d.anniversary >= e.started_on and d.anniversary <= coalesce(e.exited_on, e.observed_until)
group by all
