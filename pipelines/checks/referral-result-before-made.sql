/* ---
title: Referral answered before it was made
severity: warning
remedy: Correct the date of the referral or of its result. The result counts on the day of the referral.
--- */
select
  source,
  'referral' as table_name,
  referral_id as record_id,
  enrollment_id,
  'The result of ' || result_on || ' lies before the referral of ' || made_on || '.' as detail
from referral
where result_on < made_on
