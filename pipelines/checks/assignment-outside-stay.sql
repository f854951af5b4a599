/* ---
title: Assignment outside the stay
severity: error
guidance: >-
  A case counts for its worker on the days on which both the assignment and the stay are open. These two never are, so one of the dates is a slip.
remedy: Correct the dates of the assignment, or of the enrollment. It is in nobody's caseload.
touches: [assignment.valid_from, assignment.valid_to]
mend: [assignment.valid_from, assignment.valid_to, enrollment.started_on, enrollment.exited_on]
es:
  title: Asignación fuera de la estancia
  guidance: >-
    Un caso cuenta para su trabajador en los días en que están abiertas tanto la asignación como la estancia. Estas dos nunca lo están, así que una
    de las fechas es un error.
  remedy: Corrija las fechas de la asignación o de la inscripción. No está en la carga de casos de nadie.
  details:
    'The assignment from {1} to {2} covers no day of the stay from {3} to {4}.':
      'La asignación del {1} al {2} no abarca ningún día de la estancia del {3} al {4}.'
    'The assignment from {1} to {2} covers no day of the stay from {3}.':
      'La asignación del {1} al {2} no abarca ningún día de la estancia desde el {3}.'
    'The assignment from {1} covers no day of the stay from {2} to {3}.':
      'La asignación desde el {1} no abarca ningún día de la estancia del {2} al {3}.'
--- */
select
  a.source,
  'assignment' as table_name,
  a.enrollment_id as record_id,
  a.enrollment_id,
  'The assignment from ' || a.valid_from || coalesce(' to ' || a.valid_to, '') || ' covers no day of the stay from ' || e.started_on
    || coalesce(' to ' || e.exited_on, '') || '.' as detail
from assignment a
join enrollment e using (enrollment_id)
where greatest(a.valid_from, e.started_on) > least(a.valid_to, e.exited_on)
