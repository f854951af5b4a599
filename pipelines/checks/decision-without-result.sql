/* ---
title: Decision without a result
severity: error
guidance: >-
  Appeals won and applications approved are counted out of those that were decided. One whose decision is not known is in neither, and stays among
  those that wait.
remedy: Enter how the application or appeal was decided, or remove the day of the decision. Until then it counts as not decided.
touches: [appeal.result]
mend: [appeal.result, appeal.decided_on]
--- */
select
  source,
  'appeal' as table_name,
  appeal_id as record_id,
  enrollment_id,
  'The ' || coalesce(kind, 'application') || ' of ' || filed_on || ' was decided on ' || decided_on || ', but not how.' as detail
from appeal
where decided_on is not null and coalesce(result, 'pending') = 'pending'
