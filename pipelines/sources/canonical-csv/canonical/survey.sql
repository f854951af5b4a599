/* ---
columns:
  survey_id: [survey.survey_id]
  enrollment_id: [survey.enrollment_id]
  invited_on: [survey.invited_on]
  answered_on: [survey.answered_on]
  score: [survey.score]
  scale_max: [survey.scale_max]
--- */
select
  r.source,
  r.batch_id,
  o.observed_until,
  r.recorded_at,
  r.recorded_by,
  r.updated_at,
  r.survey_id,
  r.enrollment_id,
  r.invited_on,
  r.answered_on,
  r.score,
  r.scale_max
from canonical_csv.survey r
join canonical_csv.enrollment e on e.source = r.source and e.enrollment_id = r.enrollment_id
join canonical_csv.observed o on o.source = e.source and o.program_id = e.program_id
