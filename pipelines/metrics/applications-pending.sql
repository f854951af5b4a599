/* ---
title: Applications pending
question: How many applications for benefits wait for a decision?
finding: '{value} were not decided on the last day.'
kind: count
unit: applications
group: advocacy
asks: how much
place: 4
headline: {better: neutral}
grain: application
carries_over: true
counts: >-
  Every application that was filed by the last day of the period, or by the last day known if that is earlier, and neither decided nor withdrawn by then, however
  long ago it was filed. One that was decided without a word of how counts as not decided.
leaves_out: What was decided or withdrawn by that day, or is said to have been on a day that nobody wrote down.
needs: [appeal.kind, appeal.filed_on, appeal.decided_on, appeal.result]
control: shared
source: our own
es:
  title: Solicitudes pendientes
  question: ¿Cuántas solicitudes de beneficios esperan una decisión?
  finding: El último día había {value} sin decidir.
  grain: solicitud
  counts: >-
    Cada solicitud presentada hasta el último día del período, o hasta el último día que se conoce si es anterior, y que hasta entonces no se decidió
    ni se retiró, por mucho tiempo que haya pasado. La que se decidió sin que conste cómo cuenta como no decidida.
  leaves_out: Lo que se decidió o retiró hasta ese día, o se dice que fue un día que nadie anotó.
  source: nuestra
--- */
select
  enrollment_id,
  appeal_id as record_id,
  least($to, observed_until) as cohort_date,
  program as event,
  recorded_by
from appeal
where kind = 'application'
  and filed_on <= $to
  and (coalesce(result, 'pending') = 'pending' or decided_on > $to)
