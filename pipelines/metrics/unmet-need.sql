/* ---
title: Unmet need
question: Which services could people not get?
finding: '{value} led nowhere because there was no room or the person was not eligible.'
kind: count
unit: referrals
group: plans, referrals and work
place: 7
headline: {better: lower}
grain: referral
counts: >-
  Every referral that ended because the service had no capacity or the person was not eligible, by the day of that answer (where there is none, the day of
  the referral).
leaves_out: Referrals that the client refused, that got lost or that are still open, and needs for which nobody made a referral.
needs: [referral.made_on, referral.result]
control: shared
source: our own
es:
  title: Necesidades sin atender
  question: ¿Qué servicios no pudieron obtener las personas?
  finding: Hubo {value} sin resultado porque no había cupo o la persona no cumplía los requisitos.
  grain: remisión
  counts: >-
    Cada remisión que terminó porque el servicio no tenía cupo o la persona no cumplía los requisitos, por el día de esa respuesta (donde no lo hay,
    el día de la remisión).
  leaves_out: >-
    Las remisiones que el cliente rechazó, que se perdieron o que siguen abiertas, y las necesidades por las que nadie hizo una remisión.
  source: nuestra
--- */
select
  enrollment_id,
  referral_id as record_id,
  greatest(made_on, result_on) as cohort_date,
  service_type as event
from referral
where result in ('no capacity', 'not eligible')
