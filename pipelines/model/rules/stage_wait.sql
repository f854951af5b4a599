/* ---
rule: >-
  how long each enrollment took to reach a stage of the flow of cases: who left before it stays in the count as left, who is still enrolled as waiting;
  what it is to reach each stage is told under the flow of cases
parameters: [a_stage]
--- */
select enrollment_id, since_on as cohort_date, days, outcome
from case_stage
where stage = a_stage
