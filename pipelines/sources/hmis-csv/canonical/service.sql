/* ---
columns:
  service_id: [Services.ServicesID]
  enrollment_id: [Services.EnrollmentID]
  kind: [Services.RecordType]
  category: [Services.RecordType]
  provided_on: [Services.DateProvided]
  amount: [Services.FAAmount]
--- */
select
  s.source,
  s.batch_id,
  o.observed_until,
  s."DateCreated" as recorded_at,
  s."UserID" as recorded_by,
  s."DateUpdated" as updated_at,
  s."ServicesID" as service_id,
  s."EnrollmentID" as enrollment_id,
  coalesce(t.kind, 'other') as kind,
  coalesce(t.category, 'other') as category,
  s."DateProvided" as provided_on,
  s."FAAmount" as amount
from hmis_csv."Services" s
join hmis_csv."Enrollment" e on e.source = s.source and e."EnrollmentID" = s."EnrollmentID"
join hmis_csv.observed o on o.source = e.source and o."ProjectID" = e."ProjectID"
left join code.record_type t on t.code = s."RecordType"::varchar
