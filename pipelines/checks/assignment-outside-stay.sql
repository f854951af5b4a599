/* ---
title: Assignment outside the stay
severity: error
remedy: Correct the dates of the assignment, or of the enrollment. It is in nobody's caseload.
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
