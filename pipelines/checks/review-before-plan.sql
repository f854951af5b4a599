/* ---
title: Plan review before the plan
severity: error
guidance: >-
  Plan reviews are held against the day on which they are due. With a review or its due day before the plan itself, one of these days is a slip.
remedy: Correct the day of the plan or of its review. A review before the plan counts as none, one that is due before it is not counted.
touches: [plan.review_due_on, plan.reviewed_on]
mend: [plan.created_on, plan.review_due_on, plan.reviewed_on]
es:
  title: Revisión anterior al plan
  guidance: >-
    Las revisiones de planes se comparan con el día en que corresponden. Con una revisión o su día previsto antes del plan mismo, uno de estos días
    es un error.
  remedy: >-
    Corrija el día del plan o el de su revisión. Una revisión anterior al plan cuenta como ninguna; la que está prevista antes no se cuenta.
  details:
    'The review of the plan of {1} was due on {2}.':
      'La revisión del plan del {1} estaba prevista para el {2}.'
    'The review of the plan of {1} was on {2}.':
      'La revisión del plan del {1} fue el {2}.'
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
