/* ---
row: a referral to a service
after: [enrollment]
given:
  referral_id: uuid
  enrollment_id: uuid
  service_type: varchar
  provider: varchar
  made_on: date
  result: varchar
  result_on: date
es:
  row: una remisión a un servicio
--- */
select
  g.* replace (
    case when g.result_on <= g.observed_until then g.result_on end as result_on,
    case when g.result_on > g.observed_until then 'pending' else g.result end as result
  )
from given.referral g
join enrollment e using (enrollment_id)
where g.made_on <= g.observed_until
