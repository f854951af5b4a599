/* ---
title: Documents on time
question: Are documents complete when they are due?
finding: We completed {value} of {n} by the day they were due.
kind: ratio
unit: documents
group: documentation
place: 4
headline: {better: higher}
grain: document that was due
counts: >-
  Every document whose due day has passed, by that day. One without a due day of its own is due by the standard for its kind, where there is one, counted
  from the day of the service. On time is one that is complete and was written down by then; what is overdue, missing or
  incomplete stays in the count. Days on which the worker was away do not run: the due day moves on by as many days as they were away until then, from
  the day of the service (of a document that has none yet, from the day before it is due).
leaves_out: Documents that have neither a due day nor a standard for their kind, and those that are not yet due.
needs: [document.due_on, document.complete]
reads: [document.service_on, absence.valid_from, absence.valid_to]
time_limits: document.kind
control: worker
case_mix: [event]
source: our own
es:
  title: Documentos a tiempo
  question: ¿Están completos los documentos cuando vencen?
  finding: Completamos {value} de {n} a más tardar el día en que vencían.
  grain: documento que vencía
  counts: >-
    Cada documento cuyo día de vencimiento ha pasado, por ese día. Uno sin día de vencimiento propio vence según el estándar de su clase, donde lo
    hay, contado desde el día del servicio. A tiempo es el que está completo y se escribió hasta entonces; lo atrasado, faltante o incompleto sigue
    en la cuenta. Los días en que el trabajador estuvo ausente no corren; el vencimiento se aplaza tantos días como estuvo ausente hasta entonces,
    desde el día del servicio (de un documento que todavía no lo tiene, desde el día anterior al vencimiento).
  leaves_out: Los documentos que no tienen día de vencimiento ni estándar para su clase, y los que todavía no vencen.
  source: nuestra
--- */
select
  enrollment_id,
  document_id as record_id,
  last_day as cohort_date,
  coalesce(written_on <= last_day, false) as success,
  kind as event,
  worker_id,
  recorded_by
from document_due()
where last_day <= observed_until
