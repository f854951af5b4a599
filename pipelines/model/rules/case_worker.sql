/* ---
rule: >-
  whose each case is on its last day, the exit or the last day known: the primary assignment that covers it, of several the latest, else who recorded
  the start (METHODS §1)
parameters: []
es:
  rule: >-
    de quién es cada caso en su último día, la salida o el último día que se conoce; la asignación principal que lo abarca, de varias la más
    reciente, y si no hay, de quien registró el inicio (METHODS §1)
--- */
select
  e.enrollment_id,
  coalesce(e.exited_on, e.observed_until) as on_day,
  coalesce(
    (
      select arg_max(a.worker_id, (a.valid_from, a.worker_id))
      from assignment a
      where a.enrollment_id = e.enrollment_id
        and a."primary"
        and coalesce(e.exited_on, e.observed_until) between a.valid_from and coalesce(a.valid_to, date '9999-12-31')
    ),
    e.recorded_by
  ) as worker_id
from enrollment e
