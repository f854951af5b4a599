/* ---
row: a goal of a plan
after: [enrollment]
given:
  goal_id: uuid
  enrollment_id: uuid
  domain: varchar
  set_on: date
  target_on: date
  closed_on: date
  status: varchar
es:
  row: una meta de un plan
--- */
select
  g.* replace (
    case when g.closed_on <= g.observed_until then g.closed_on end as closed_on,
    case when g.closed_on > g.observed_until then 'in progress' else g.status end as status
  )
from given.goal g
join enrollment e using (enrollment_id)
where g.set_on <= g.observed_until
