/* ---
row: a supervision meeting
given:
  supervision_id: uuid
  worker_id: uuid
  supervisor_id: uuid
  planned_on: date
  held_on: date
es:
  row: una reunión de supervisión
--- */
select
  g.* replace (
    case when g.held_on <= g.observed_until then g.held_on end as held_on
  )
from given.supervision g
where g.planned_on <= g.observed_until
