/* ---
title: Contact outside the stay
severity: warning
remedy: Correct the date of the contact or service, or the dates of the enrollment.
--- */
select
  c.source,
  'contact' as table_name,
  c.contact_id as record_id,
  c.enrollment_id,
  'The contact on ' || c.occurred_on || ' lies outside the stay from ' || e.started_on || coalesce(' to ' || e.exited_on, '') || '.' as detail
from contact c
join enrollment e using (enrollment_id)
where c.occurred_on < e.started_on or c.occurred_on > e.exited_on
