/* ---
title: Referral that connected on an unknown day
severity: error
guidance: >-
  The days to connection run until the client got the service. Without that day this referral, which went well, is left out, and the waits are told
  from the others alone.
remedy: Enter the day on which the person got the service. Without one the referral is left out of the days to connection.
touches: [referral.result_on]
--- */
select
  source,
  'referral' as table_name,
  referral_id as record_id,
  enrollment_id,
  'The referral of ' || made_on || ' led to the service, but not when.' as detail
from referral
where result = 'connected' and result_on is null
