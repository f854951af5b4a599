/* ---
title: Referral answered before it was made
severity: warning
guidance: >-
  The wait for a service runs from the referral. A result before it is a slip in one of the two dates, and makes the wait look shorter than it was.
remedy: Correct the date of the referral or of its result. The result counts on the day of the referral.
touches: [referral.made_on, referral.result_on]
es:
  title: Remisión respondida antes de hacerse
  guidance: >-
    La espera de un servicio corre desde la remisión. Un resultado anterior es un error en una de las dos fechas, y hace parecer la espera más corta
    de lo que fue.
  remedy: Corrija la fecha de la remisión o la de su resultado. El resultado cuenta el día de la remisión.
  details:
    'The result of {1} lies before the referral of {2}.':
      'El resultado del {1} es anterior a la remisión del {2}.'
--- */
select
  source,
  'referral' as table_name,
  referral_id as record_id,
  enrollment_id,
  'The result of ' || result_on || ' lies before the referral of ' || made_on || '.' as detail
from referral
where result_on < made_on
