/* ---
title: Days from referral to start
question: How long do people wait from the referral until they start?
finding: Half of {n} began within {value} of the referral.
kind: duration
unit: days
rows: enrollments
group: housing and access
place: 9
headline: {better: lower}
grain: enrollment with a day of referral
counts: >-
  Every enrollment of which the day of the referral to the program is known, by the day of its start. The days run from the referral to the start; a
  start on the day of the referral is 0 days.
leaves_out: >-
  Enrollments without a day of referral. Referrals that never led to a start, so it says nothing of those who were sent and did not come. A referral
  dated after the start, which cannot be (a check reports it).
needs: [enrollment.referred_on, enrollment.started_on]
control: shared
case_mix: [program_type, household_type]
source: our own
es:
  title: Días desde la remisión hasta el inicio
  question: ¿Cuánto esperan las personas desde la remisión hasta que inician?
  finding: La mitad de {n} inició dentro de {value} tras la remisión.
  grain: inscripción con día de remisión
  counts: >-
    Cada inscripción de la que se conoce el día de la remisión al programa, por el día de su inicio. Los días van de la remisión al inicio; un inicio
    el mismo día de la remisión son 0 días.
  leaves_out: >-
    Las inscripciones sin día de remisión. Las remisiones que nunca llevaron a un inicio, de modo que no dice nada de quienes fueron enviados y no
    vinieron. Una remisión con fecha posterior al inicio, que no puede ser (una verificación la señala).
  source: nuestra
--- */
select
  enrollment_id,
  started_on as cohort_date,
  started_on - referred_on as days
from enrollment
where referred_on <= started_on
