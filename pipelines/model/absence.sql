/* ---
row: a time in which a worker was away
given:
  worker_id: uuid
  valid_from: date
  valid_to: date
--- */
select *
from given.absence
