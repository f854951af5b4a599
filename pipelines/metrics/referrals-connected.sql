/* ---
title: Referrals that connected
question: Of the referrals that we made, how many led to the service?
finding: '{value} of {n} led to the service.'
kind: ratio
unit: referrals
group: plans, referrals and work
place: 5
headline: {better: higher}
grain: referral made at least 30 days before the last day known
settles_after: 90
counts: >-
  Every referral that is at least 30 days old, by the day it was made. It connected where the person got the service, however long that took. Refused, not
  eligible, no room, lost and still open stay in the count.
leaves_out: Referrals of the last 30 days known, which had too little time. Referrals of a kind of which the source asks no result, where it has none.
needs: [referral.made_on, referral.result]
control: shared
case_mix: [event]
source: our own
es:
  title: Remisiones que conectaron
  question: De las remisiones que hicimos, ¿cuántas llevaron al servicio?
  finding: '{value} de {n} llevó al servicio.'
  grain: remisión hecha al menos 30 días antes del último día que se conoce
  counts: >-
    Cada remisión de al menos 30 días, por el día en que se hizo. Conectó donde la persona recibió el servicio, por mucho que tardara. Las
    rechazadas, las que no cumplían los requisitos, sin cupo, perdidas y aún abiertas siguen en la cuenta.
  leaves_out: >-
    Las remisiones de los últimos 30 días que se conocen, que tuvieron muy poco tiempo. Las de una clase de la que la fuente no pide resultado, donde
    no lo tienen.
  source: nuestra
--- */
select
  enrollment_id,
  referral_id as record_id,
  made_on as cohort_date,
  coalesce(result = 'connected', false) as success,
  service_type as event
from settled_referral()
