/* ---
title: Documents on time
question: Are documents complete when they are due?
finding: We completed {value} of {n} by the day they were due.
kind: ratio
unit: documents
group: documentation
place: 4
headline: {better: higher}
grain: document that was due
counts: >-
  Every document whose due day has passed, by that day. One without a due day of its own is due by the standard for its kind, where there is one, counted
  from the day of the service. On time is one that is complete and was written down by then; what is overdue, missing or
  incomplete stays in the count. Days on which the worker was away do not run: the due day moves on by as many days as they were away until then, from
  the day of the service (of a document that has none yet, from the day before it is due).
leaves_out: Documents that have neither a due day nor a standard for their kind, and those that are not yet due.
needs: [document.due_on, document.complete]
reads: [document.service_on, absence.valid_from, absence.valid_to]
time_limits: document.kind
control: worker
case_mix: [event]
source: our own
es:
  title: Documentos a tiempo
  question: ¿Están completos los documentos cuando vencen?
  finding: Completamos {value} de {n} a más tardar el día en que vencían.
  grain: documento que vencía
  counts: >-
    Cada documento cuyo día de vencimiento ha pasado, por ese día. Uno sin día de vencimiento propio vence según el estándar de su clase, donde lo
    hay, contado desde el día del servicio. A tiempo es el que está completo y se escribió hasta entonces; lo atrasado, faltante o incompleto sigue
    en la cuenta. Los días en que el trabajador estuvo ausente no corren; el vencimiento se aplaza tantos días como estuvo ausente hasta entonces,
    desde el día del servicio (de un documento que todavía no lo tiene, desde el día anterior al vencimiento).
  leaves_out: Los documentos que no tienen día de vencimiento ni estándar para su clase, y los que todavía no vencen.
  source: nuestra
--- */
with timed as (
  select
    d.*,
    e.recorded_by as enrolled_by,
    coalesce(l.unit, 'calendar days') as unit,
    coalesce(day_number(d.due_on, 'calendar days'), day_number(d.service_on, l.unit) + l.threshold::integer) as due_number
  from document d
  join enrollment e using (enrollment_id)
  left join time_limit l
    on d.due_on is null
    and l.metric = 'documents-on-time'
    and l.event = coalesce(d.kind, '')
    and l.program_id is not distinct from e.program_id
),
due as materialized (
  select * replace (coalesce(due_on, numbered_day(due_number, unit)) as due_on)
  from timed
  where due_number is not null
),
-- Days are numbers from here on, in the unit in which the document's time runs.
task as (
  select
    d.document_id,
    d.enrollment_id,
    d.kind,
    d.unit,
    d.due_number,
    d.observed_until,
    d.recorded_by,
    coalesce(
      d.worker_id,
      (
        select arg_max(a.worker_id, (a.valid_from, a.worker_id))
        from assignment a
        where a.enrollment_id = d.enrollment_id and a."primary" and d.due_on between a.valid_from and coalesce(a.valid_to, d.due_on)
      ),
      d.recorded_by,
      d.enrolled_by
    ) as worker_id,
    case when d.complete then coalesce(d.recorded_at::date, d.service_on) end as written_on,
    -- The time that is allowed runs from the day after this one.
    least(day_number(d.service_on, d.unit), d.due_number - 1) as runs_after
  from due d
  where d.due_on <= d.observed_until
),
away_before as (
  select
    t.*,
    coalesce(s.days_before + least(s.days, t.runs_after - s.first_number + 1), 0)::integer as days_before
  from task t
  asof left join absence_span() s on s.worker_id = t.worker_id and s.unit = t.unit and s.first_number <= t.runs_after
),
-- The last absence that begins by the due day, as moved on by all absences before it, moves it on to its own end.
moved as materialized (
  select
    t.*,
    t.due_number + greatest(s.days_before + s.days - t.days_before, 0) as last_number
  from away_before t
  asof left join absence_span() s
    on s.worker_id = t.worker_id
    and s.unit = t.unit
    and s.first_number - s.days_before <= t.due_number - t.days_before
),
ended as (
  select *, numbered_day(last_number, unit) as last_day
  from moved
)
select
  enrollment_id,
  document_id as record_id,
  last_day as cohort_date,
  coalesce(written_on <= last_day, false) as success,
  kind as event,
  worker_id,
  recorded_by
from ended
where last_day <= observed_until
