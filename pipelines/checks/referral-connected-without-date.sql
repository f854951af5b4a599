/* ---
title: Referral that connected on an unknown day
severity: error
remedy: Enter the day on which the person got the service. Without one the referral is left out of the days to connection.
--- */
select
  source,
  'referral' as table_name,
  referral_id as record_id,
  enrollment_id,
  'The referral of ' || made_on || ' led to the service, but not when.' as detail
from referral
where result = 'connected' and result_on is null
