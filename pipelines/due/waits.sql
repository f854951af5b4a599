/* ---
title: Long waits
one: long wait
other: long waits
place: 5
counts: >-
  Every household that waits for a service plan or a home, in outreach and night-by-night shelter also for engagement, by the day by which the flow of cases tells the share that had it: a wait beyond
  it is longer than is usual.
leaves_out: The first contact, which is told among the households without contact. Households that have reached the stage or left.
what_to_do: Look at what holds it up, and agree on the next step.
needs: [enrollment.started_on]
metric: days-to-move-in
es:
  title: Esperas largas
  one: espera larga
  other: esperas largas
  counts: >-
    Todo hogar que espera un plan de servicios o una vivienda, y en el alcance en la calle y los refugios noche a noche también el compromiso, por el día con el que el recorrido de los casos dice la proporción que lo tenía: una espera mayor es más larga de lo habitual.
  leaves_out: >-
    El primer contacto, que está entre los hogares sin contacto. Los hogares que llegaron a la etapa o salieron.
  what_to_do: >-
    Vea qué lo detiene y acuerden el siguiente paso.
--- */
select
  e.enrollment_id,
  null::uuid as record_id,
  s.stage as what,
  s.since_on,
  s.since_on + s.usual_days as due_on
from case_stage s
join enrollment e using (enrollment_id)
where e.is_head_of_household
  and s.outcome = 'censored'
  and (s.stage in ('planned', 'placed') or (s.stage = 'engaged' and e.program_type in ('street outreach', 'night-by-night shelter')))
