/* ---
title: Decided before it was filed
severity: warning
guidance: >-
  Applications and appeals count by the day of the decision. A decision before the filing is a slip in one of the two, and may put it into the wrong
  month.
remedy: Correct the day of the application or appeal, or of its decision. The decision counts on the day it was filed.
touches: [appeal.filed_on, appeal.decided_on]
--- */
select
  source,
  'appeal' as table_name,
  appeal_id as record_id,
  enrollment_id,
  'The decision of ' || decided_on || ' lies before the ' || coalesce(kind, 'application') || ' of ' || filed_on || '.' as detail
from appeal
where decided_on < filed_on
