/* ---
title: Plan outside the stay
severity: error
guidance: >-
  A plan counts for the stay in which it was made. One dated before the start or after the exit is left out, and the client counts as waiting for a
  plan.
remedy: Correct the date of the plan, or the dates of the enrollment. The plan is not counted while it lies before the start or after the exit.
touches: [plan.created_on]
mend: [plan.created_on, enrollment.started_on, enrollment.exited_on]
es:
  title: Plan fuera de la estancia
  guidance: >-
    Un plan cuenta para la estancia en que se hizo. Uno con fecha antes del inicio o después de la salida queda fuera, y el cliente cuenta como en
    espera de un plan.
  remedy: >-
    Corrija la fecha del plan, o las fechas de la inscripción. El plan no se cuenta mientras sea anterior al inicio o posterior a la salida.
  details:
    'The plan of {1} lies outside the stay from {2} to {3}.':
      'El plan del {1} queda fuera de la estancia del {2} al {3}.'
    'The plan of {1} lies outside the stay from {2}.':
      'El plan del {1} queda fuera de la estancia desde el {2}.'
--- */
select
  p.source,
  'plan' as table_name,
  p.plan_id as record_id,
  p.enrollment_id,
  'The plan of ' || p.created_on || ' lies outside the stay from ' || e.started_on || coalesce(' to ' || e.exited_on, '') || '.' as detail
from plan p
join enrollment e using (enrollment_id)
where p.created_on < e.started_on or p.created_on > e.exited_on
