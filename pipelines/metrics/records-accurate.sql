/* ---
title: Records that pass an audit
question: Do our records stand up when somebody looks at them?
finding: '{value} of {n} passed.'
kind: ratio
unit: audited documents
group: documentation
place: 6
headline: {better: higher}
grain: document that was audited
counts: >-
  Every document that was audited, by the day that it is of (where there is none, by the day it was due, else by the day it was written down). A document
  that the audit found missing counts as not passed.
leaves_out: >-
  Documents that nobody audited. An audit looks at some documents only, so the figure says as much of the others as they were chosen at random.
needs: [document.audit_passed]
control: worker
case_mix: [event]
source: our own
es:
  title: Registros que pasan una auditoría
  question: ¿Resisten nuestros registros cuando alguien los revisa?
  finding: '{value} de {n} pasó.'
  grain: documento que se auditó
  counts: >-
    Cada documento que se auditó, por el día del que trata (donde no lo hay, por el día en que vencía; si no, por el día en que se anotó). Un
    documento que la auditoría encontró faltante cuenta como no aprobado.
  leaves_out: >-
    Los documentos que nadie auditó. Una auditoría mira solo algunos documentos, de modo que la cifra dice de los demás tanto como se hayan escogido
    al azar.
  source: nuestra
--- */
with audited as (
  select *, coalesce(service_on, due_on, recorded_at::date) as of_day
  from document
  where audit_passed is not null
)
select
  enrollment_id,
  document_id as record_id,
  of_day as cohort_date,
  audit_passed as success,
  kind as event,
  worker_id,
  recorded_by
from audited
where of_day <= observed_until
