/* ---
title: Most enrollments are in an unknown program
severity: blocks
guidance: >-
  The project decides by which rules a stay counts, and every figure is told by project. Where most enrollments name a project that the export does
  not hold, projects and enrollments were exported from different systems or with different ids, and no figure would be right.
remedy: Export the programs (in HMIS, Project.csv) from the same system and at the same time, with the ids that the enrollments use.
touches: [program.program_type]
mend: [program.program_id, enrollment.program_id]
es:
  title: La mayoría de las inscripciones están en un programa desconocido
  guidance: >-
    El proyecto decide con qué reglas cuenta una estancia, y cada cifra se da por proyecto. Donde la mayoría de las inscripciones nombran un proyecto
    que la exportación no contiene, proyectos e inscripciones se exportaron de distintos sistemas o con distintos identificadores, y ninguna cifra
    sería correcta.
  remedy: >-
    Exporte los programas (en HMIS, Project.csv) del mismo sistema y al mismo tiempo, con los identificadores que usan las inscripciones.
  details:
    '{1} of {2} enrollments are in a program that the export does not hold.':
      '{1} de {2} inscripciones están en un programa que la exportación no contiene.'
--- */
-- A few enrollments may be such by a slip; that is said of each of them by another check.
select
  e.source,
  'enrollment' as table_name,
  null::uuid as record_id,
  null::uuid as enrollment_id,
  count(*) filter (k.program_id is null) || ' of ' || count(*) || ' enrollments are in a program that the export does not hold.' as detail
from given.enrollment e
left join (select distinct program_id from given.program) k using (program_id)
group by e.source
having count(k.program_id) = 0 or (count(*) >= 20 and count(k.program_id) * 2 < count(*))
