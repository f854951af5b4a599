/* ---
title: Appointment without a result
severity: warning
remedy: Enter what became of the appointment. Until then it counts as not kept.
--- */
select
  source,
  'contact' as table_name,
  contact_id as record_id,
  enrollment_id,
  'Nobody has written down what became of the appointment on ' || occurred_on || '.' as detail
from contact
where scheduled and result is null
