/* ---
columns:
  document_id: [document.document_id]
  enrollment_id: [document.enrollment_id]
  worker_id: [document.worker_id]
  kind: [document.kind]
  service_on: [document.service_on]
  due_on: [document.due_on]
  complete: [document.complete]
  audit_passed: [document.audit_passed]
--- */
select
  r.source,
  r.batch_id,
  o.observed_until,
  r.recorded_at,
  r.recorded_by,
  r.updated_at,
  r.document_id,
  r.enrollment_id,
  r.worker_id,
  r.kind,
  r.service_on,
  r.due_on,
  r.complete,
  r.audit_passed
from canonical_csv.document r
join canonical_csv.enrollment e on e.source = r.source and e.enrollment_id = r.enrollment_id
join canonical_csv.observed o on o.source = e.source and o.program_id = e.program_id
