/* ---
title: Appointment without a result
severity: warning
guidance: >-
  Appointments kept are counted out of all appointments. One without a result lowers that share although the client may have been there, and no
  contact is counted for the day.
remedy: Enter what became of the appointment. Until then it counts as not kept.
touches: [contact.result]
es:
  title: Cita sin resultado
  guidance: >-
    Las citas cumplidas se cuentan entre todas las citas. Una sin resultado baja esa proporción aunque el cliente haya asistido, y no se cuenta
    ningún contacto ese día.
  remedy: Ingrese qué pasó con la cita. Hasta entonces cuenta como no cumplida.
  details:
    'Nobody has written down what became of the appointment on {1}.':
      'Nadie anotó qué pasó con la cita del {1}.'
--- */
select
  source,
  'contact' as table_name,
  contact_id as record_id,
  enrollment_id,
  'Nobody has written down what became of the appointment on ' || occurred_on || '.' as detail
from contact
where scheduled and result is null
