/* ---
columns:
  appeal_id: [appeal.appeal_id]
  enrollment_id: [appeal.enrollment_id]
  kind: [appeal.kind]
  program: [appeal.program]
  filed_on: [appeal.filed_on]
  decided_on: [appeal.decided_on]
  result: [appeal.result]
--- */
select
  r.source,
  r.batch_id,
  o.observed_until,
  r.recorded_at,
  r.recorded_by,
  r.updated_at,
  r.appeal_id,
  r.enrollment_id,
  r.kind,
  r.program,
  r.filed_on,
  r.decided_on,
  case when r.result is null and r.decided_on is null then 'pending' else r.result end as result
from canonical_csv.appeal r
join canonical_csv.enrollment e on e.source = r.source and e.enrollment_id = r.enrollment_id
join canonical_csv.observed o on o.source = e.source and o.program_id = e.program_id
