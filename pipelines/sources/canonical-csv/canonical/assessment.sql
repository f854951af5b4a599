/* ---
columns:
  assessment_id: [assessment.assessment_id]
  enrollment_id: [assessment.enrollment_id]
  kind: [assessment.kind]
  measure: [assessment.measure]
  score: [assessment.score]
  assessed_on: [assessment.assessed_on]
  stage: [assessment.stage]
--- */
select
  r.source,
  r.batch_id,
  o.observed_until,
  r.recorded_at,
  r.recorded_by,
  r.updated_at,
  r.assessment_id,
  r.enrollment_id,
  r.kind,
  r.measure,
  r.score,
  r.assessed_on,
  r.stage
from canonical_csv.assessment r
join canonical_csv.enrollment e on e.source = r.source and e.enrollment_id = r.enrollment_id
join canonical_csv.observed o on o.source = e.source and o.program_id = e.program_id
