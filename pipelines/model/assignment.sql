/* ---
row: a worker's time with an enrollment
after: [enrollment]
given:
  enrollment_id: uuid
  worker_id: uuid
  primary: boolean
  valid_from: date
  valid_to: date
--- */
select
  g.*
from given.assignment g
join enrollment e using (enrollment_id)
where g.valid_from <= g.observed_until
