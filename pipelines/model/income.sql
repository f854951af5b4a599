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
es:
  row: el ingreso mensual de una persona como se conocía en un día
--- */
select g.* replace (coalesce(p.person_id, g.client_id) as client_id)
from given.income g
join enrollment e using (enrollment_id)
left join given.person p on p.client_id = g.client_id
where g.assessed_on <= g.observed_until
