/* ---
row: one measure of one assessment
after: [enrollment]
given:
  assessment_id: uuid
  enrollment_id: uuid
  kind: varchar
  measure: varchar
  score: double
  assessed_on: date
  stage: varchar
es:
  row: una medición de una evaluación
--- */
select
  g.*
from given.assessment g
join enrollment e using (enrollment_id)
where g.assessed_on <= g.observed_until
