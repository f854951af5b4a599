/* ---
rule: >-
  each document that has a due day, or a standard for its kind, with its last day: the due day, moved on by as many days as the worker was away until then,
  from the day of the service (of a document that has none yet, from the day before it is due)
after: [absence_span, day_number, numbered_day]
parameters: []
es:
  rule: >-
    cada documento que tiene día de vencimiento, o un estándar para su clase, con su último día; el de vencimiento, aplazado tantos días como el
    trabajador estuvo ausente hasta entonces, desde el día del servicio (de un documento que todavía no lo tiene, desde el día anterior al
    vencimiento)
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
select *
from ended
