/* ---
title: Appointments kept
question: Of the appointments that we made, how many took place?
finding: Clients were there for {value} of {n}.
kind: ratio
unit: appointments
group: engagement
place: 4
headline: {better: higher}
grain: appointment
counts: >-
  Every appointment up to the last day known: kept where the client was there, not kept where they did not come, cancelled, or could not be reached. An
  appointment of which nobody wrote down what became of it counts as not kept.
leaves_out: Appointments that we cancelled ourselves, those that lie ahead, and contacts that nobody had arranged.
needs: [contact.occurred_on, contact.scheduled, contact.result]
control: shared
case_mix: [program_type, household_type]
source: our own
es:
  title: Citas cumplidas
  question: De las citas que hicimos, ¿cuántas se realizaron?
  finding: Los clientes asistieron a {value} de {n}.
  grain: cita
  counts: >-
    Cada cita hasta el último día que se conoce: cumplida donde el cliente asistió; no cumplida donde no vino, canceló o no se le pudo localizar. Una
    cita de la que nadie anotó qué pasó cuenta como no cumplida.
  leaves_out: Las citas que cancelamos nosotros, las que están por venir y los contactos que nadie había acordado.
  source: nuestra
--- */
select
  enrollment_id,
  contact_id as record_id,
  occurred_on as cohort_date,
  coalesce(result = 'attended', false) as success,
  kind as event,
  worker_id,
  recorded_by
from contact
where scheduled and result is distinct from 'cancelled_by_agency'
