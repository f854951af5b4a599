/* ---
title: Applications approved
question: Of the applications for benefits that were decided, how many were approved?
finding: '{value} of {n} were approved.'
kind: ratio
unit: decided applications
group: advocacy
place: 2
headline: {better: higher}
grain: application that was decided
counts: >-
  Every application for a benefit or a program that was approved or denied, by the day of the decision (where there is none, by the day it was filed). An
  application stays denied where an appeal against it is won later: the appeal counts by itself.
leaves_out: Applications that were withdrawn, and those that are not decided yet; how many these are stands beside it.
needs: [appeal.kind, appeal.filed_on, appeal.decided_on, appeal.result]
control: shared
case_mix: [event]
source: our own
beside: [applications-pending]
es:
  title: Solicitudes aprobadas
  question: De las solicitudes de beneficios que se decidieron, ¿cuántas se aprobaron?
  finding: '{value} de {n} se aprobó.'
  grain: solicitud que se decidió
  counts: >-
    Cada solicitud de un beneficio o un programa que se aprobó o denegó, por el día de la decisión (donde no lo hay, por el día en que se presentó).
    Una solicitud sigue denegada si más tarde se gana una apelación contra ella: la apelación cuenta por sí misma.
  leaves_out: Las solicitudes retiradas, y las que todavía no se han decidido; al lado aparece cuántas son estas.
  source: nuestra
--- */
select
  enrollment_id,
  appeal_id as record_id,
  greatest(filed_on, decided_on) as cohort_date,
  result = 'approved' as success,
  program as event,
  recorded_by
from appeal
where kind = 'application' and result in ('approved', 'denied')
