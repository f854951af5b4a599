/* ---
row: a worker's time with an enrollment
after: [enrollment]
given:
  enrollment_id: uuid
  worker_id: uuid
  primary: boolean
  valid_from: date
  valid_to: date
es:
  row: el tiempo de un trabajador con una inscripción
--- */
-- A roster may be of another day than the cases: what is known of a case ends with the case's own source.
select
  g.* replace (e.observed_until as observed_until)
from given.assignment g
join enrollment e using (enrollment_id)
where g.valid_from <= e.observed_until
