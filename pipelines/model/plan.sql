/* ---
row: a service plan
after: [enrollment]
given:
  plan_id: uuid
  enrollment_id: uuid
  created_on: date
  review_due_on: date
  reviewed_on: date
es:
  row: un plan de servicios
--- */
select
  g.* replace (
    case when g.reviewed_on <= g.observed_until then g.reviewed_on end as reviewed_on
  )
from given.plan g
join enrollment e using (enrollment_id)
where g.created_on <= g.observed_until
