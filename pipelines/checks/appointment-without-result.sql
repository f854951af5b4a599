/* ---
title: Appointment without a result
severity: warning
guidance: >-
  Appointments kept are counted out of all appointments. One without a result lowers that share although the client may have been there, and no
  contact is counted for the day.
remedy: Enter what became of the appointment. Until then it counts as not kept.
touches: [contact.result]
--- */
select
  source,
  'contact' as table_name,
  contact_id as record_id,
  enrollment_id,
  'Nobody has written down what became of the appointment on ' || occurred_on || '.' as detail
from contact
where scheduled and result is null
