/* ---
title: Case of a worker who has left
severity: error
guidance: >-
  A case whose worker has left is looked after by nobody, as far as the records say. It is missing from the caseload of whoever took it over, and
  what falls due in it is nobody’s.
remedy: Give the case to somebody else, or correct the last day of the worker. Meanwhile it is in nobody's caseload.
touches: [assignment.worker_id, assignment.valid_to]
mend: [assignment.worker_id, assignment.valid_to, worker.active_to]
es:
  title: Caso de un trabajador que ya se fue
  guidance: >-
    De un caso cuyo trabajador se fue no se ocupa nadie, según los registros. Falta en la carga de casos de quien lo tomó, y lo que vence en él no es
    de nadie.
  remedy: >-
    Dé el caso a otra persona, o corrija el último día del trabajador. Mientras tanto no está en la carga de casos de nadie.
  details:
    'The assignment from {1} goes on after its worker left on {2}.':
      'La asignación desde el {1} sigue después de que su trabajador se fue el {2}.'
--- */
select
  a.source,
  'assignment' as table_name,
  a.enrollment_id as record_id,
  a.enrollment_id,
  'The assignment from ' || a.valid_from || ' goes on after its worker left on ' || w.active_to || '.' as detail
from assignment a
join enrollment e using (enrollment_id)
join worker w using (worker_id)
where a."primary" and w.active_to < least(a.valid_to, e.exited_on, e.observed_until)
