/* ---
title: Referral answered without a result
severity: error
remedy: Enter what came of the referral, or remove the day of the result. Until then it counts as still open.
--- */
select
  source,
  'referral' as table_name,
  referral_id as record_id,
  enrollment_id,
  'The referral of ' || made_on || ' has a result of ' || result_on || ', but not which.' as detail
from referral
where result_on is not null and coalesce(result, 'pending') = 'pending'
