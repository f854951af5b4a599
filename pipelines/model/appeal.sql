/* ---
row: an application or appeal
after: [enrollment]
given:
  appeal_id: uuid
  enrollment_id: uuid
  kind: varchar
  program: varchar
  filed_on: date
  decided_on: date
  result: varchar
es:
  row: una solicitud o apelación
--- */
select
  g.* replace (
    case when g.decided_on <= g.observed_until then g.decided_on end as decided_on,
    case when g.decided_on > g.observed_until then 'pending' else g.result end as result
  )
from given.appeal g
join enrollment e using (enrollment_id)
where g.filed_on <= g.observed_until
