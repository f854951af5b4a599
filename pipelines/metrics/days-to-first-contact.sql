/* ---
title: Days to the first contact
question: How soon after the start are people first in contact with us?
finding: '{value} of {n} had a first contact within {day} days of the start.'
kind: time_to_event
unit: days
rows: enrollments
group: engagement
place: 3
headline: {share_by: 7, better: higher}
also: [{share_by: 1}, {share_by: 14}, {share_by: 30}, half_by]
grain: enrollment
counts: >-
  Every enrollment, by the day of its start. The days run from the start to the first contact that came about; a contact on the first day is 0 days.
  People not yet reached count with the days so far. Those who left before any contact count as left without one.
leaves_out: >-
  Attempts, missed and cancelled appointments. A night in a shelter bed, which is no contact with a worker. Contacts before the start or after the exit.
  Enrollments that end before they start.
needs: [enrollment.started_on, enrollment.exited_on, contact.occurred_on, contact.result]
control: worker
case_mix: [program_type, household_type]
source: our own
es:
  title: Días hasta el primer contacto
  question: ¿Qué tan pronto después del inicio tienen las personas su primer contacto con nosotros?
  finding: '{value} de {n} tuvo un primer contacto dentro de {day} días del inicio.'
  grain: inscripción
  counts: >-
    Cada inscripción, por el día de su inicio. Los días van del inicio al primer contacto que se logró; un contacto el primer día son 0 días. Las
    personas a las que aún no se ha llegado cuentan con los días hasta ahora. Las que salieron antes de cualquier contacto cuentan como salidas sin
    él.
  leaves_out: >-
    Los intentos y las citas perdidas o canceladas. Una noche en la cama de un refugio, que no es contacto con un trabajador. Los contactos antes del
    inicio o después de la salida. Las inscripciones que terminan antes de empezar.
  source: nuestra
--- */
select
  e.enrollment_id,
  e.started_on as cohort_date,
  coalesce(r.first_on, e.exited_on, e.observed_until) - e.started_on as days,
  case when r.first_on is not null then 'event' when e.exited_on is not null then 'competing' else 'censored' end as outcome
from enrollment e
left join first_contact() r using (enrollment_id)
where e.exited_on is null or e.exited_on >= e.started_on
