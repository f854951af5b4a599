/* ---
title: Caseload
question: How many cases does a full-time worker have at a time?
finding: A full-time worker had {value} on an average day.
kind: mean
unit: cases
rows: worker-days
group: plans, referrals and work
asks: how much
place: 8
headline: {better: neutral}
grain: worker and day
carries_over: true
counts: >-
  Every worker who ever had a case of their own, on every day of the period on which they were employed (where no roster says, from the first to the last
  day with a case). The value is the number of enrolled people whose case was theirs on that day, divided by their share of full time: 12 cases at 0.5 are
  24. A day without a case counts as 0.
leaves_out: >-
  Workers who never had a case of their own, such as supervisors. Days away without a case, as in a long leave. Cases of a second worker. Cases before the
  start or after the exit. Workers whose share of full time is 0. Where no share is known, full time is taken.
needs: [assignment.worker_id, assignment.valid_from]
reads: [assignment.valid_to, worker.fte, worker.active_to, absence.valid_from, absence.valid_to]
control: agency
source: our own
es:
  title: Carga de casos
  question: ¿Cuántos casos tiene a la vez un trabajador de jornada completa?
  finding: Un trabajador de jornada completa tenía {value} en un día promedio.
  grain: trabajador y día
  counts: >-
    Cada trabajador que alguna vez tuvo un caso propio, en cada día del período en que estaba empleado (donde ninguna lista de personal lo dice, del
    primer al último día con un caso). El valor es el número de personas inscritas cuyo caso era suyo ese día, dividido por su parte de jornada
    completa: 12 casos con 0.5 son 24. Un día sin casos cuenta como 0.
  leaves_out: >-
    Los trabajadores que nunca tuvieron un caso propio, como los supervisores. Los días de ausencia sin casos, como en una licencia larga. Los casos
    de un segundo trabajador. Los casos antes del inicio o después de la salida. Los trabajadores cuya parte de jornada completa es 0. Donde no se
    conoce esa parte, se toma jornada completa.
  source: nuestra
--- */
-- Of several primary assignments on one day the latest start has the case (METHODS §1, "Whose row it is").
with case_time as (
  select
    a.enrollment_id,
    a.worker_id,
    a.valid_from,
    greatest(a.valid_from, e.started_on) as first_day,
    least(a.valid_to, e.exited_on, e.observed_until) as last_day
  from assignment a
  join enrollment e using (enrollment_id)
  where a."primary"
),
-- Between two days on which an assignment begins or has ended, a case has one worker.
edge as (
  select enrollment_id, greatest(first_day, $from) as day
  from case_time
  where first_day <= least(last_day, $to) and last_day >= $from
  union
  select enrollment_id, least(last_day, $to) + 1
  from case_time
  where first_day <= least(last_day, $to) and last_day >= $from
),
span as (
  select enrollment_id, day as first_day, lead(day) over (partition by enrollment_id order by day) - 1 as last_day
  from edge
),
owned as (
  select s.first_day, s.last_day, arg_max(c.worker_id, (c.valid_from, c.worker_id)) as worker_id
  from span s
  join case_time c
    on c.enrollment_id = s.enrollment_id and c.first_day <= s.first_day and c.last_day >= s.last_day
  group by s.enrollment_id, s.first_day, s.last_day
),
change as (
  select worker_id, first_day as day, 1 as cases
  from owned
  union all
  select worker_id, last_day + 1, -1
  from owned
),
-- A roster may be of another day than the cases.
source_known as (
  select source, max(observed_until) as known_until
  from enrollment
  group by source
),
employed as (
  select
    w.worker_id,
    coalesce(w.fte, 1) as fte,
    greatest(coalesce(w.active_from, min(c.first_day)), $from) as first_day,
    least(w.active_to, case when w.active_from is null and w.active_to is null then max(c.last_day) end, k.known_until, $to) as last_day
  from worker w
  join source_known k using (source)
  join case_time c using (worker_id)
  where c.first_day <= c.last_day
  group by w.worker_id, w.fte, w.active_from, w.active_to, k.known_until
),
worker_day as (
  select worker_id, fte, unnest(generate_series(first_day, last_day, interval 1 day))::date as day
  from employed
  where fte > 0 and first_day <= last_day
),
load as (
  select worker_id, day, sum(sum(cases)) over (partition by worker_id order by day) as cases, max(fte) as fte
  from (
    select worker_id, day, cases, null as fte from change
    union all
    select worker_id, day, 0, fte from worker_day
  )
  group by worker_id, day
)
select
  l.worker_id,
  l.day as cohort_date,
  l.cases / l.fte as value
from load l
where l.fte is not null
  and (
    l.cases > 0
    or not exists (select 1 from absence_span() s where s.unit = 'calendar days' and s.worker_id = l.worker_id and l.day between s.valid_from and s.valid_to)
  )
