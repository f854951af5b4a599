/* ---
title: Contact outside the stay
severity: warning
guidance: >-
  Contacts count for the stay in which they were made. One before the project start or after the exit is left out of the days to a first contact and
  of how often there is contact; often the exit was entered too early.
remedy: Correct the date of the contact or service, or the dates of the enrollment.
touches: [contact.occurred_on]
mend: [contact.occurred_on, enrollment.started_on, enrollment.exited_on]
es:
  title: Contacto fuera de la estancia
  guidance: >-
    Los contactos cuentan para la estancia en que se hicieron. Uno antes del inicio del proyecto o después de la salida queda fuera de los días hasta
    el primer contacto y de la frecuencia de contacto; a menudo la salida se ingresó demasiado pronto.
  remedy: Corrija la fecha del contacto o servicio, o las fechas de la inscripción.
  details:
    'The contact on {1} lies outside the stay from {2} to {3}.':
      'El contacto del {1} queda fuera de la estancia del {2} al {3}.'
    'The contact on {1} lies outside the stay from {2}.':
      'El contacto del {1} queda fuera de la estancia desde el {2}.'
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
