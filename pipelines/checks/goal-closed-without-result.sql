/* ---
title: Closed goal without a result
severity: error
guidance: >-
  Goals achieved are counted out of those that were closed or due. One that was closed without a result lowers that share although it may have been
  achieved.
remedy: Enter whether the goal was achieved, or remove the day of closing. Until then it counts as not achieved.
touches: [goal.status]
mend: [goal.status, goal.closed_on]
--- */
select
  source,
  'goal' as table_name,
  goal_id as record_id,
  enrollment_id,
  'The goal of ' || set_on || ' was closed on ' || closed_on || ', but not whether it was achieved.' as detail
from goal
where closed_on is not null and coalesce(status, 'in progress') = 'in progress'
