/* ---
columns:
  referral_id: [referral.referral_id]
  enrollment_id: [referral.enrollment_id]
  service_type: [referral.service_type]
  provider: [referral.provider]
  made_on: [referral.made_on]
  result: [referral.result]
  result_on: [referral.result_on]
--- */
select
  r.source,
  r.batch_id,
  o.observed_until,
  r.recorded_at,
  r.recorded_by,
  r.updated_at,
  r.referral_id,
  r.enrollment_id,
  r.service_type,
  r.provider,
  r.made_on,
  case when r.result is null and r.result_on is null then 'pending' else r.result end as result,
  r.result_on
from canonical_csv.referral r
join canonical_csv.enrollment e on e.source = r.source and e.enrollment_id = r.enrollment_id
join canonical_csv.observed o on o.source = e.source and o.program_id = e.program_id
