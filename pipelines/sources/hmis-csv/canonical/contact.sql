/* ---
columns:
  contact_id: [CurrentLivingSituation.CurrentLivingSitID, Services.ServicesID]
  enrollment_id: [CurrentLivingSituation.EnrollmentID, Services.EnrollmentID]
  worker_id: [CurrentLivingSituation.UserID, Services.UserID]
  occurred_on: [CurrentLivingSituation.InformationDate, Services.DateProvided]
  kind: [Services.RecordType]
  result: [CurrentLivingSituation.InformationDate, Services.DateProvided]
  living_situation: [CurrentLivingSituation.CurrentLivingSituation]
kinds:
  outreach: [CurrentLivingSituation.InformationDate]
  service: [Services.DateProvided]
  bed_night: [Services.DateProvided]
--- */
-- A current living situation is written at a contact; a service or a bed night is one too, a payment or a referral is not.
with contact as (
  select source, batch_id, "CurrentLivingSitID" as contact_id, "EnrollmentID" as enrollment_id, "UserID" as worker_id,
    "InformationDate" as occurred_on, 'outreach' as kind, "DateCreated" as recorded_at, "DateUpdated" as updated_at,
    "CurrentLivingSituation"::varchar as situation
  from hmis_csv."CurrentLivingSituation"
  union all
  select s.source, s.batch_id, s."ServicesID", s."EnrollmentID", s."UserID", s."DateProvided",
    case when s."RecordType" = 200 then 'bed night' else 'service' end, s."DateCreated", s."DateUpdated", null
  from hmis_csv."Services" s
  join code.record_type t on t.code = s."RecordType"::varchar and t.is_contact = 'true'
)
select
  c.source,
  c.batch_id,
  o.observed_until,
  c.recorded_at,
  c.worker_id as recorded_by,
  c.updated_at,
  c.contact_id,
  c.enrollment_id,
  c.worker_id,
  c.occurred_on,
  c.kind,
  'attended' as result,
  l.name as living_situation
from contact c
join hmis_csv."Enrollment" e on e.source = c.source and e."EnrollmentID" = c.enrollment_id
join hmis_csv.observed o on o.source = e.source and o."ProjectID" = e."ProjectID"
left join code.living_situation l on l.code = c.situation and l.subsidy is null
