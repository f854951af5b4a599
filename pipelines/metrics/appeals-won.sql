/* ---
title: Appeals won
question: Of the appeals that were decided, how many did our clients win?
finding: Our clients won {value} of {n}.
kind: ratio
unit: decided appeals
group: advocacy
place: 1
headline: {better: higher}
grain: appeal that was decided
counts: >-
  Every appeal that was approved or denied, by the day of the decision (where there is none, by the day it was filed). Won is one that was approved.
leaves_out: Appeals that were withdrawn, and those that are not decided yet; how many these are stands beside it.
needs: [appeal.kind, appeal.filed_on, appeal.decided_on, appeal.result]
control: shared
case_mix: [event]
source: our own
beside: [appeals-pending]
es:
  title: Apelaciones ganadas
  question: De las apelaciones que se decidieron, ¿cuántas ganaron nuestros clientes?
  finding: Nuestros clientes ganaron {value} de {n}.
  grain: apelación que se decidió
  counts: >-
    Cada apelación aprobada o denegada, por el día de la decisión (donde no lo hay, por el día en que se presentó). Ganada es la que se aprobó.
  leaves_out: Las apelaciones retiradas, y las que todavía no se han decidido; al lado aparece cuántas son estas.
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
where kind = 'appeal' and result in ('approved', 'denied')
