/* ---
title: Assignment of an unknown enrollment
severity: warning
guidance: >-
  Assignments are matched to stays by the enrollment’s own id. One that matches none adds to nobody’s caseload; many of them mean that another id
  was exported, such as the client’s.
remedy: Use the enrollment ids of the source system in assignment.csv. The assignment is not counted.
touches: [assignment.enrollment_id]
es:
  title: Asignación de una inscripción desconocida
  guidance: >-
    Las asignaciones se unen a las estancias por el identificador propio de la inscripción. La que no se une a ninguna no suma en la carga de casos
    de nadie; si son muchas, es que se exportó otro identificador, como el del cliente.
  remedy: Use en assignment.csv los identificadores de inscripción del sistema de origen. La asignación no se cuenta.
  details:
    'The assignment from {1} is of an enrollment that is not in the data.':
      'La asignación desde el {1} es de una inscripción que no está en los datos.'
--- */
select
  a.source,
  'assignment' as table_name,
  a.enrollment_id as record_id,
  a.enrollment_id,
  'The assignment from ' || a.valid_from || ' is of an enrollment that is not in the data.' as detail
from given.assignment a
left join given.enrollment e using (enrollment_id)
where e.enrollment_id is null
