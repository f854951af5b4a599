/* ---
row: a supervision meeting
given:
  supervision_id: uuid
  worker_id: uuid
  supervisor_id: uuid
  planned_on: date
  held_on: date
--- */
select *
from given.supervision
