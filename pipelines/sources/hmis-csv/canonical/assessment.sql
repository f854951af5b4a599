/* ---
columns:
  assessment_id: [Assessment.AssessmentID]
  enrollment_id: [Assessment.EnrollmentID]
  kind: [Assessment.AssessmentLevel]
  assessed_on: [Assessment.AssessmentDate]
--- */
select
  a.source,
  a.batch_id,
  o.observed_until,
  a."DateCreated" as recorded_at,
  a."UserID" as recorded_by,
  a."DateUpdated" as updated_at,
  a."AssessmentID" as assessment_id,
  a."EnrollmentID" as enrollment_id,
  case a."AssessmentLevel" when 1 then 'crisis needs' when 2 then 'housing needs' else 'coordinated entry' end as kind,
  a."AssessmentDate" as assessed_on
from hmis_csv."Assessment" a
join hmis_csv."Enrollment" e on e.source = a.source and e."EnrollmentID" = a."EnrollmentID"
join hmis_csv.observed o on o.source = e.source and o."ProjectID" = e."ProjectID"
