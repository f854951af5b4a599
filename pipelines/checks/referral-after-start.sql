/* ---
title: Referred after the start
severity: error
guidance: >-
  The wait from referral to start is a number of days. A referral after the start gives a wait below zero, so this stay is left out of it.
remedy: Correct the day of the referral, or that of the start. Its wait is left out.
touches: [enrollment.referred_on]
mend: [enrollment.referred_on, enrollment.started_on]
es:
  title: Remisión posterior al inicio
  guidance: >-
    La espera desde la remisión hasta el inicio es un número de días. Una remisión posterior al inicio da una espera menor que cero, así que esta
    estancia queda fuera de ella.
  remedy: Corrija el día de la remisión o el del inicio. Su espera queda fuera.
  details:
    'The referral of {1} lies after the start on {2}.':
      'La remisión del {1} es posterior al inicio del {2}.'
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The referral of ' || referred_on || ' lies after the start on ' || started_on || '.' as detail
from enrollment
where referred_on > started_on
