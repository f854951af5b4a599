/* ---
title: Referred after the start
severity: error
remedy: Correct the day of the referral, or that of the start. Its wait is left out.
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The referral of ' || referred_on || ' lies after the start on ' || started_on || '.' as detail
from enrollment
where referred_on > started_on
