/* ---
title: Assignment outside the stay
severity: error
guidance: >-
  A case counts for its worker on the days on which both the assignment and the stay are open. These two never are, so one of the dates is a slip.
remedy: Correct the dates of the assignment, or of the enrollment. It is in nobody's caseload.
touches: [assignment.valid_from, assignment.valid_to]
mend: [assignment.valid_from, assignment.valid_to, enrollment.started_on, enrollment.exited_on]
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
