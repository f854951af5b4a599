/* ---
row: a time in which a worker was away
given:
  worker_id: uuid
  valid_from: date
  valid_to: date
es:
  row: un tiempo en que un trabajador estuvo ausente
--- */
select *
from given.absence
