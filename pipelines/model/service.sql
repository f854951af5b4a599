/* ---
row: a service, a night or a payment
after: [enrollment]
given:
  service_id: uuid
  enrollment_id: uuid
  kind: varchar
  category: varchar                    # service, night, payment (money alone), referral, or other
  provided_on: date
  amount: decimal(14,2)
es:
  row: un servicio, una noche o un pago
--- */
select
  g.*
from given.service g
join enrollment e using (enrollment_id)
where g.provided_on <= g.observed_until
