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
  Every document whose due day has passed, by that day. On time is one that is complete and was written down by then; what is overdue, missing or
  incomplete stays in the count. Days on which the worker was away do not run: the due day moves on by as many days as they were away until then, from
  the day of the service (of a document that has none yet, from the day before it is due).
leaves_out: Documents without a due day, and those that are not yet due.
needs: [document.due_on, document.complete]
control: worker
source: our own
--- */
with task as (
  select
    d.enrollment_id,
    d.kind,
    d.due_on,
    d.observed_until,
    d.recorded_by,
    coalesce(
      d.worker_id,
      (
        select arg_max(a.worker_id, (a.valid_from, a.worker_id))
        from assignment a
        where a.enrollment_id = d.enrollment_id and a."primary" and d.due_on between a.valid_from and coalesce(a.valid_to, d.due_on)
      )
    ) as worker_id,
    case when d.complete then coalesce(d.recorded_at::date, d.service_on) end as written_on,
    -- The time that is allowed runs from the day after this one.
    least(d.service_on, d.due_on - 1) as runs_after
  from document d
  where d.due_on <= d.observed_until
),
away_before as (
  select
    t.*,
    coalesce(s.days_before + least(s.days, t.runs_after - s.valid_from + 1), 0)::integer as days_before
  from task t
  asof left join absence_span() s on s.worker_id = t.worker_id and s.valid_from <= t.runs_after
),
-- The last absence that begins by the due day, as moved on by all absences before it, moves it on to its own end.
moved as (
  select
    t.*,
    t.due_on + greatest(s.days_before + s.days - t.days_before, 0) as last_day
  from away_before t
  asof left join absence_span() s on s.worker_id = t.worker_id and s.valid_from - s.days_before <= t.due_on - t.days_before
)
select
  enrollment_id,
  last_day as cohort_date,
  coalesce(written_on <= last_day, false) as success,
  kind as event,
  worker_id,
  recorded_by
from moved
where last_day <= observed_until
