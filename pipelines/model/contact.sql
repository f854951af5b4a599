/* ---
row: a contact, or an attempt at one
after: [enrollment]
kinds: [outreach, service, bed_night]
given:
  contact_id: uuid
  enrollment_id: uuid
  worker_id: uuid
  occurred_on: date
  kind: varchar
  scheduled: boolean
  result: varchar
--- */
select
  g.*
from given.contact g
join enrollment e using (enrollment_id)
where g.occurred_on <= g.observed_until
