/* ---
row: a person's monthly income as it was known on a day
after: [enrollment]
given:
  income_id: uuid
  enrollment_id: uuid
  client_id: uuid
  assessed_on: date
  stage: varchar
  earned: decimal(14,2)
  other: decimal(14,2)
  total: decimal(14,2)
--- */
select
  g.*
from given.income g
join enrollment e using (enrollment_id)
where g.assessed_on <= g.observed_until
