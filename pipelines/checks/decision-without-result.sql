/* ---
title: Decision without a result
severity: error
remedy: Enter how the application or appeal was decided, or remove the day of the decision. Until then it counts as not decided.
--- */
select
  source,
  'appeal' as table_name,
  appeal_id as record_id,
  enrollment_id,
  'The ' || coalesce(kind, 'application') || ' of ' || filed_on || ' was decided on ' || decided_on || ', but not how.' as detail
from appeal
where decided_on is not null and coalesce(result, 'pending') = 'pending'
