/* ---
columns:
  contact_id: [contact.contact_id]
  enrollment_id: [contact.enrollment_id]
  worker_id: [contact.worker_id]
  occurred_on: [contact.occurred_on]
  kind: [contact.kind]
  scheduled: [contact.scheduled]
  result: [contact.result]
  living_situation: [contact.living_situation]
kinds:
  outreach: [contact.kind]
  service: [contact.kind]
  bed_night: [contact.kind, service.kind]
  casework: [contact.occurred_on]
--- */
-- A bed night may be written as a service: it is a contact too, as in HMIS.
with contact as (
  select source, batch_id, recorded_at, recorded_by, updated_at, contact_id, enrollment_id, worker_id, occurred_on, kind, scheduled, result, living_situation
  from canonical_csv.contact
  union all
  select source, batch_id, recorded_at, recorded_by, updated_at, service_id, enrollment_id, null, provided_on, kind, null, 'attended', null
  from canonical_csv.service
  where kind = 'bed night'
)
select
  r.source,
  r.batch_id,
  o.observed_until,
  r.recorded_at,
  r.recorded_by,
  r.updated_at,
  r.contact_id,
  r.enrollment_id,
  r.worker_id,
  r.occurred_on,
  r.kind,
  r.scheduled,
  r.result,
  r.living_situation
from contact r
join canonical_csv.enrollment e on e.source = r.source and e.enrollment_id = r.enrollment_id
join canonical_csv.observed o on o.source = e.source and o.program_id = e.program_id
