/* ---
title: Two primary workers at a time
severity: error
guidance: >-
  Every row of a case belongs to one worker. Where two have it at a time, the later one gets all of it, which may be unfair to both.
remedy: End the earlier assignment on the day before the later one begins. Until then the case counts for the worker who came later.
touches: [assignment.worker_id, assignment.valid_from, assignment.valid_to]
es:
  title: Dos trabajadores principales a la vez
  guidance: >-
    Cada fila de un caso es de un solo trabajador. Donde dos lo tienen a la vez, el posterior se queda con todo, lo cual puede ser injusto para
    ambos.
  remedy: >-
    Termine la asignación anterior el día antes de que comience la posterior. Hasta entonces el caso cuenta para el trabajador que llegó después.
  details:
    'The assignment from {1} begins before the one from {2} ends on {3}.':
      'La asignación desde el {1} comienza antes de que la del {2} termine el {3}.'
    'The assignment from {1} begins before the one from {2} ends.':
      'La asignación desde el {1} comienza antes de que termine la del {2}.'
--- */
-- A day of handing over is none.
select
  a.source,
  'assignment' as table_name,
  a.enrollment_id as record_id,
  a.enrollment_id,
  'The assignment from ' || b.valid_from || ' begins before the one from ' || a.valid_from || ' ends' || coalesce(' on ' || a.valid_to, '') || '.' as detail
from assignment a
join assignment b
  on b.enrollment_id = a.enrollment_id
  and (a.valid_from, a.worker_id) < (b.valid_from, b.worker_id)
  and b.valid_from < coalesce(a.valid_to, date '9999-12-31')
  and coalesce(b.valid_to, date '9999-12-31') > a.valid_from
where a."primary" and b."primary"
