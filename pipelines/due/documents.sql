/* ---
title: Documents
one: document
other: documents
place: 1
counts: >-
  Every document of a case that is not complete, by its last day: the day it is due, moved on by as many days as the worker who was to write it was away
  (as in “Documents on time”). Of a stay that ended in the last 90 days known, those that were due on its last day or after it.
leaves_out: >-
  Documents that have neither a due day nor a standard for their kind. What an ended stay still lacked from before its end, and stays that ended longer ago: these are told by the figure.
what_to_do: Write it, or complete it. If it was written already, enter it in the source system.
needs: [document.due_on, document.complete]
metric: documents-on-time
es:
  title: Documentos
  one: documento
  other: documentos
  counts: >-
    Todo documento de un caso que no está completo, por su último día: el día en que vence, aplazado tantos días como estuvo ausente el trabajador que debía escribirlo (como en “Documentos a tiempo”). De una estancia que terminó en los últimos 90 días que se conocen, los que vencían en su último día o después.
  leaves_out: >-
    Los documentos que no tienen día de vencimiento ni norma para su clase. Lo que a una estancia terminada ya le faltaba antes de su final, y las estancias que terminaron hace más tiempo: de ellas habla la cifra.
  what_to_do: >-
    Escríbalo o complételo. Si ya está escrito, regístrelo en el sistema de origen.
--- */
-- What is due later and not there yet is no row of the model, which ends on the last day known: it is in what the sources gave.
with open_document as (
  select d.enrollment_id, d.document_id, d.kind, d.service_on, t.last_day as due_on
  from document d
  join document_due() t using (document_id)
  where not coalesce(d.complete, false)
  union all
  select g.enrollment_id, g.document_id, g.kind, null, g.due_on
  from given.document g
  where g.due_on > g.observed_until and not coalesce(g.complete, false) and g.document_id not in (select document_id from document)
)
select
  d.enrollment_id,
  d.document_id as record_id,
  d.kind as what,
  d.service_on as since_on,
  d.due_on
from open_document d
join enrollment e using (enrollment_id)
where e.exited_on is null or (d.due_on >= e.exited_on and e.exited_on > e.observed_until - 90)
