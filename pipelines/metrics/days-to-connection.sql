/* ---
title: Days from referral to service
question: How long do people wait for a service that we refer them to?
finding: '{value} of {n} led to the service within {day} days.'
kind: time_to_event
unit: days
rows: referrals
group: plans, referrals and work
place: 6
headline: {share_by: 30, better: higher}
also: [{share_by: 7}, {share_by: 14}, {share_by: 90}, half_by]
grain: referral
counts: >-
  Every referral, by the day it was made. The days run to the day on which the person got the service; a result before the referral is 0 days. Referrals that
  are still open count with the days so far, also where the person has left us since. Those that ended because the client refused, was not eligible or died,
  because there was no room or the referral got lost, count as ended without the service.
leaves_out: >-
  Referrals that led to the service on a day that nobody wrote down. Referrals of a kind of which the source asks no result, where it has none. Needs for which nobody made a referral.
needs: [referral.made_on, referral.result, referral.result_on]
control: shared
case_mix: [event]
source: our own
hud:
  like: HUD CE APR Q10, total coordinated entry activity
  differs: >-
    HUD counts the results and not the days. HMIS says "provider rejected" without a reason; it counts here as not eligible. Referrals out of the
    continuum for lack of eligibility or room count as ended on the day they were made.
es:
  title: Días desde la remisión hasta el servicio
  question: ¿Cuánto esperan las personas un servicio al que las remitimos?
  finding: '{value} de {n} llevó al servicio en {day} días.'
  grain: remisión
  counts: >-
    Cada remisión, por el día en que se hizo. Los días van hasta el día en que la persona recibió el servicio; un resultado anterior a la remisión
    son 0 días. Las remisiones que siguen abiertas cuentan con los días hasta ahora, también donde la persona ya nos dejó. Las que terminaron porque
    el cliente no quiso, no cumplía los requisitos o falleció, porque no había cupo o porque la remisión se perdió, cuentan como terminadas sin el
    servicio.
  leaves_out: >-
    Las remisiones que llevaron al servicio un día que nadie anotó. Las de una clase de la que la fuente no pide resultado, donde no lo tienen. Las
    necesidades por las que nadie hizo una remisión.
  source: nuestra
  hud:
    like: HUD CE APR Q10, actividad total de la entrada coordinada
    differs: >-
      HUD cuenta los resultados y no los días. HMIS dice “rechazado por el proveedor” sin razón; aquí cuenta como no cumplía los requisitos. Las
      remisiones fuera del continuo por falta de requisitos o de cupo cuentan como terminadas el día en que se hicieron.
--- */
-- An end without the service on an unknown day is put on the first day: nobody who ended so is lost, and no service comes the sooner for it.
with known as (
  select
    r.*,
    coalesce(r.result in ('refused by client', 'not eligible', 'no capacity', 'lost'), false) as is_over,
    case when e.exit_destination = 'deceased' then greatest(r.made_on, e.exited_on) end as died_on
  from referral r
  join enrollment e using (enrollment_id)
  where r.result <> 'connected' or r.result_on is not null
)
select
  enrollment_id,
  referral_id as record_id,
  made_on as cohort_date,
  case when result = 'connected' or is_over then greatest(made_on, result_on) else coalesce(died_on, observed_until) end - made_on as days,
  case when result = 'connected' then 'event' when is_over or died_on is not null then 'competing' else 'censored' end as outcome,
  service_type as event,
  recorded_by
from known
