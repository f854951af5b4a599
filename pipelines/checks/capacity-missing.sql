/* ---
title: Program where people sleep without a number of beds
severity: warning
guidance: >-
  Utilization is people asleep out of beds. A project without bed inventory cannot be in it, so the figure speaks of the other projects only.
remedy: Enter the beds of the program (Inventory in HMIS). Without them it is not in the utilization.
touches: [program.capacity]
es:
  title: Programa donde se duerme, sin número de camas
  guidance: >-
    La ocupación son las personas que duermen entre las camas. Un proyecto sin inventario de camas no puede estar en ella, así que la cifra habla
    solo de los demás proyectos.
  remedy: Ingrese las camas del programa (Inventory en HMIS). Sin ellas no está en la ocupación.
  details:
    'It has enrollments, and no number of beds.':
      'Tiene inscripciones, y ningún número de camas.'
    'It has enrollments, and {1} beds.':
      'Tiene inscripciones, y {1} camas.'
--- */
select
  p.source,
  'program' as table_name,
  p.program_id as record_id,
  null::uuid as enrollment_id,
  'It has enrollments, and ' || coalesce(p.capacity::varchar, 'no number of') || ' beds.' as detail
from program p
join collected c on c.source = p.source and c.table_name = 'program' and c.column_name = 'capacity'
where coalesce(p.capacity, 0) <= 0
  and p.program_type in (
    'emergency shelter', 'night-by-night shelter', 'safe haven', 'transitional housing', 'permanent supportive housing',
    'permanent housing only', 'permanent housing with services'
  )
  and exists (select 1 from enrollment e where e.program_id = p.program_id)
