/* ---
row: a document that was due or written
after: [enrollment]
given:
  document_id: uuid
  enrollment_id: uuid
  worker_id: uuid
  kind: varchar
  service_on: date
  due_on: date
  complete: boolean
  audit_passed: boolean
--- */
select
  g.*
from given.document g
join enrollment e using (enrollment_id)
where g.service_on is null or g.service_on <= g.observed_until
