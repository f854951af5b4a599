/* ---
title: Plan outside the stay
severity: error
remedy: Correct the date of the plan, or the dates of the enrollment. The plan is not counted while it lies before the start or after the exit.
--- */
select
  p.source,
  'plan' as table_name,
  p.plan_id as record_id,
  p.enrollment_id,
  'The plan of ' || p.created_on || ' lies outside the stay from ' || e.started_on || coalesce(' to ' || e.exited_on, '') || '.' as detail
from plan p
join enrollment e using (enrollment_id)
where p.created_on < e.started_on or p.created_on > e.exited_on
