/* ---
title: Plan review before the plan
severity: error
remedy: Correct the day of the plan or of its review. A review before the plan counts as none, one that is due before it is not counted.
--- */
select
  source,
  'plan' as table_name,
  plan_id as record_id,
  enrollment_id,
  'The review of the plan of ' || created_on || ' was ' ||
    case when reviewed_on < created_on then 'on ' || reviewed_on else 'due on ' || review_due_on end || '.' as detail
from plan
where reviewed_on < created_on or review_due_on < created_on
