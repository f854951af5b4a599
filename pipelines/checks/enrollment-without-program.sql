/* ---
title: Enrollment in an unknown program
severity: error
guidance: >-
  The project type decides which rules hold: when somebody is housed, which destinations are good ones, by when a record is due. Without the project
  the stay is counted by none of them, and stands in no program.
remedy: Export the program's record with it. The enrollment is counted, under no program.
touches: [program.program_type]
mend: [program.program_id, enrollment.program_id]
es:
  title: Inscripción en un programa desconocido
  guidance: >-
    El tipo de proyecto decide qué reglas valen; cuándo alguien tiene vivienda, qué destinos son buenos, para cuándo debe hacerse un registro. Sin el
    proyecto, la estancia no se cuenta por ninguna de ellas y no está en ningún programa.
  remedy: Exporte también el registro del programa. La inscripción se cuenta, sin programa.
  details:
    'The program of this enrollment is not in the export.':
      'El programa de esta inscripción no está en la exportación.'
--- */
select
  e.source,
  'enrollment' as table_name,
  e.enrollment_id as record_id,
  e.enrollment_id,
  'The program of this enrollment is not in the export.' as detail
from enrollment e
left join given.program p using (program_id)
where p.program_id is null
