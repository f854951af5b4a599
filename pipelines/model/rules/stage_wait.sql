/* ---
rule: >-
  how long each enrollment took to reach a stage of the flow of cases: who left before it stays in the count as left, who is still enrolled as waiting;
  what it is to reach each stage is told under the flow of cases
parameters: [a_stage]
es:
  rule: >-
    cuánto tardó cada inscripción en alcanzar una etapa del recorrido de los casos; quien salió antes sigue en la cuenta como salida, quien sigue
    inscrito, como en espera; en qué consiste alcanzar cada etapa se dice en el recorrido de los casos
--- */
select enrollment_id, since_on as cohort_date, days, outcome
from case_stage
where stage = a_stage
