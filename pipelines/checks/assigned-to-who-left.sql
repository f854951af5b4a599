/* ---
title: Case of a worker who has left
severity: error
guidance: >-
  A case whose worker has left is looked after by nobody, as far as the records say. It is missing from the caseload of whoever took it over, and
  what falls due in it is nobody’s.
remedy: Give the case to somebody else, or correct the last day of the worker. Meanwhile it is in nobody's caseload.
touches: [assignment.worker_id, assignment.valid_to]
mend: [assignment.worker_id, assignment.valid_to, worker.active_to]
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
