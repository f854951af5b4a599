/* ---
title: Referrals still waiting for an answer
question: Of the referrals that we made, how many still wait for an answer?
finding: '{value} of {n} still wait for an answer.'
kind: ratio
unit: referrals
group: plans, referrals and work
place: 10
headline: {better: lower}
grain: referral made at least 30 days before the last day known
settles_after: 180
counts: >-
  Every referral that is at least 30 days old, by the day it was made. It counts where nobody has said yet what came of it.
leaves_out: >-
  Referrals of the last 30 days known, which had too little time. Referrals of a kind of which the source asks no result, where it has none. Needs for
  which nobody made a referral.
needs: [referral.made_on, referral.result]
control: shared
source: our own
es:
  title: Remisiones que aún esperan respuesta
  question: De las remisiones que hicimos, ¿cuántas esperan todavía una respuesta?
  finding: '{value} de {n} todavía espera una respuesta.'
  grain: remisión hecha al menos 30 días antes del último día que se conoce
  counts: Cada remisión de al menos 30 días, por el día en que se hizo. Cuenta donde nadie ha dicho todavía en qué terminó.
  leaves_out: >-
    Las remisiones de los últimos 30 días que se conocen, que tuvieron muy poco tiempo. Las de una clase de la que la fuente no pide resultado, donde
    no lo tienen. Las necesidades por las que nadie hizo una remisión.
  source: nuestra
--- */
select
  enrollment_id,
  referral_id as record_id,
  made_on as cohort_date,
  result = 'pending' as success,
  service_type as event
from settled_referral()
