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
es:
  row: un documento que vencía o se escribió
--- */
-- What is of a later day than is known was not there yet; where it was due by then, it was missing.
select
  g.* replace (
    case when g.service_on <= g.observed_until then g.service_on end as service_on,
    case when g.service_on > g.observed_until then false else g.complete end as complete,
    case when g.service_on > g.observed_until then null else g.audit_passed end as audit_passed
  )
from given.document g
join enrollment e using (enrollment_id)
where g.service_on is null or g.service_on <= g.observed_until or g.due_on <= g.observed_until
