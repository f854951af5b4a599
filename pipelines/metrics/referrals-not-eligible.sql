/* ---
title: Referrals of people who were not eligible
question: Of the referrals that we made, how many ended because the person was not eligible?
finding: '{value} of {n} ended because the person was not eligible.'
kind: ratio
unit: referrals
group: plans, referrals and work
place: 9
headline: {better: lower}
grain: referral made at least 30 days before the last day known
settles_after: 90
counts: >-
  Every referral that is at least 30 days old, by the day it was made. It counts where the service found the person not eligible. Connected, refused, no room, lost
  and still open stay in the count. HMIS says "provider rejected" without a reason, which counts here.
leaves_out: >-
  Referrals of the last 30 days known, which had too little time. Referrals of a kind of which the source asks no result, where it has none. Needs for
  which nobody made a referral.
needs: [referral.made_on, referral.result]
control: shared
source: our own
es:
  title: Remisiones de personas que no cumplían los requisitos
  question: De las remisiones que hicimos, ¿cuántas terminaron porque la persona no cumplía los requisitos?
  finding: '{value} de {n} terminó porque la persona no cumplía los requisitos.'
  grain: remisión hecha al menos 30 días antes del último día que se conoce
  counts: >-
    Cada remisión de al menos 30 días, por el día en que se hizo. Cuenta donde el servicio encontró que la persona no cumplía los requisitos. Las
    conectadas, rechazadas, sin cupo, perdidas y aún abiertas siguen en la cuenta. HMIS dice “rechazado por el proveedor” sin razón, lo que cuenta
    aquí.
  leaves_out: >-
    Las remisiones de los últimos 30 días que se conocen, que tuvieron muy poco tiempo. Las de una clase de la que la fuente no pide resultado, donde
    no lo tienen. Las necesidades por las que nadie hizo una remisión.
  source: nuestra
--- */
select
  enrollment_id,
  referral_id as record_id,
  made_on as cohort_date,
  result = 'not eligible' as success,
  service_type as event
from settled_referral()
