/* ---
title: First service plan
question: How soon after the start is there a service plan?
finding: '{value} of {n} had a service plan within {day} days of the start.'
kind: time_to_event
unit: days
rows: enrollments
group: plans, referrals and work
place: 1
headline: {share_by: 30, better: higher}
also: [{share_by: 14}, {share_by: 60}, half_by]
grain: enrollment
counts: >-
  Every enrollment, by the day of its start. The days run from the start to the first service plan; a plan made on the first day is 0 days. People without
  a plan so far count with the days so far. Those who left without one count as left without a plan.
leaves_out: Plans made before the start or after the exit. Enrollments that end before they start.
needs: [enrollment.started_on, enrollment.exited_on, plan.created_on]
control: shared
case_mix: [program_type, household_type]
source: our own
es:
  title: Primer plan de servicios
  question: ¿Qué tan pronto después del inicio hay un plan de servicios?
  finding: '{value} de {n} tuvo un plan de servicios dentro de {day} días del inicio.'
  grain: inscripción
  counts: >-
    Cada inscripción, por el día de su inicio. Los días van del inicio al primer plan de servicios; un plan hecho el primer día son 0 días. Las
    personas que aún no tienen plan cuentan con los días hasta ahora. Las que salieron sin uno cuentan como salidas sin plan.
  leaves_out: Los planes hechos antes del inicio o después de la salida. Las inscripciones que terminan antes de empezar.
  source: nuestra
--- */
select enrollment_id, cohort_date, days, outcome
from stage_wait('planned')
