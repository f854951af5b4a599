/* ---
columns:
  referral_id: [Event.EventID]
  enrollment_id: [Event.EnrollmentID]
  service_type: [Event.Event]
  made_on: [Event.EventDate]
  result: [Event.ReferralResult]
  result_on: [Event.ResultDate]
--- */
select
  v.source,
  v.batch_id,
  o.observed_until,
  v."DateCreated" as recorded_at,
  v."UserID" as recorded_by,
  v."DateUpdated" as updated_at,
  v."EventID" as referral_id,
  v."EnrollmentID" as enrollment_id,
  coalesce(c.service_type, 'other') as service_type,
  v."EventDate" as made_on,
  coalesce(
    c.result,
    -- "Provider rejected" is told apart no further by HMIS.
    case v."ReferralResult" when 1 then 'connected' when 2 then 'refused by client' when 3 then 'not eligible' end,
    -- HMIS asks for the result of referrals to shelter and housing only: of the others an empty one says nothing.
    case when c.asks_result is distinct from 'false' then 'pending' end
  ) as result,
  v."ResultDate" as result_on
from hmis_csv."Event" v
join hmis_csv."Enrollment" e on e.source = v.source and e."EnrollmentID" = v."EnrollmentID"
join hmis_csv.observed o on o.source = e.source and o."ProjectID" = e."ProjectID"
left join code.event c on c.code = v."Event"::varchar
where v."Event" <> 2 -- problem solving is a service, not a referral
