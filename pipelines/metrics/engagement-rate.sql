/* ---
title: In contact each month
question: In how many months were we in contact with the people we work with?
finding: We were in contact in {value} of {n}.
kind: ratio
unit: client-months
group: engagement
place: 1
headline: {better: higher}
grain: client and calendar month with at least 15 days open
one_row_per: client and month
counts: >-
  Every person in every calendar month in which they were enrolled in one stay for at least 15 days. A contact of that stay that came about, or a night in the
  shelter, makes it a month in contact; so does a service where the source writes services down as contacts, as HMIS does. Somebody with several such
  stays counts once a month.
leaves_out: >-
  Stays of fewer than 15 days in the month, and what happened in them. The month of the last day known, where it was not over and the person stays. Attempts, missed and cancelled appointments make no contact.
needs: [contact.occurred_on]
control: worker
carries_over: true
case_mix: [program_type, household_type]
source: our own; 24 CFR 576.401(e) asks for a meeting each month in rapid re-housing and prevention
es:
  title: En contacto cada mes
  question: ¿En cuántos meses estuvimos en contacto con las personas con quienes trabajamos?
  finding: Estuvimos en contacto en {value} de {n}.
  grain: cliente y mes calendario con al menos 15 días abiertos
  counts: >-
    Cada persona en cada mes calendario en que estuvo inscrita en una estancia al menos 15 días. Un contacto de esa estancia que se logró, o una
    noche en el refugio, hacen de él un mes en contacto; también un servicio donde la fuente anota los servicios como contactos, como HMIS. Alguien
    con varias estancias así cuenta una vez al mes.
  leaves_out: >-
    Las estancias de menos de 15 días en el mes, y lo que pasó en ellas. El mes del último día que se conoce, si no había terminado y la persona
    permanece. Los intentos y las citas perdidas o canceladas no son contacto.
  source: nuestra; 24 CFR 576.401(e) pide una reunión cada mes en realojamiento rápido y prevención
--- */
with month as (
  select range::date as first_day, last_day(range::date) as last_day
  from range(
    (select date_trunc('month', min(started_on)) from enrollment),
    (select date_trunc('month', max(observed_until)) + interval 1 month from enrollment),
    interval 1 month
  )
),
month_open as (
  select
    e.enrollment_id,
    greatest(e.started_on, m.first_day) as open_from,
    least(coalesce(e.exited_on, e.observed_until), e.observed_until, m.last_day) as open_to,
    e.exited_on is not null or m.last_day <= e.observed_until as is_over
  from enrollment e
  join month m on m.last_day >= e.started_on and m.first_day <= least(coalesce(e.exited_on, e.observed_until), e.observed_until)
)
select
  m.enrollment_id,
  m.open_to as cohort_date,
  bool_or(c.enrollment_id is not null) as success
from month_open m
left join contact c
  on c.enrollment_id = m.enrollment_id and c.result = 'attended' and c.occurred_on between m.open_from and m.open_to
where date_diff('day', m.open_from, m.open_to) + 1 >= 15 and m.is_over
group by all
