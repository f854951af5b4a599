/* ---
title: Referred
noun: referral
place: 1
reached: had been referred to us
source: our own
ways:
  - needs: [enrollment.referred_on]
    counts: The day on which the household was referred to the program, where it is known and not after the start.
    leaves_out: Referrals that never led to a start; sources tell of those who started only.
    metric: days-referral-to-start
es:
  title: Con remisión
  noun: la remisión
  reached: con una remisión a nosotros
  source: nuestra
  ways:
    - counts: El día en que se remitió al hogar al programa, donde se conoce y no es posterior al inicio.
      leaves_out: Las remisiones que nunca llevaron a un inicio; las fuentes hablan solo de quienes iniciaron.
--- */
select enrollment_id, referred_on as reached_on
from enrollment
where referred_on <= started_on
