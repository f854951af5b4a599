/* ---
title: Referral answered without a result
severity: error
guidance: >-
  What came of referrals is told by their result. One with a date and no result counts as still open, and the needs that were met or could not be
  met are told too low.
remedy: Enter what came of the referral, or remove the day of the result. Until then it counts as still open.
touches: [referral.result]
mend: [referral.result, referral.result_on]
es:
  title: Remisión respondida sin resultado
  guidance: >-
    En qué terminaron las remisiones se dice por su resultado. La que tiene fecha y no resultado cuenta como aún abierta, y las necesidades que se
    atendieron o no se pudieron atender resultan menores.
  remedy: Ingrese en qué terminó la remisión, o quite el día del resultado. Hasta entonces cuenta como aún abierta.
  details:
    'The referral of {1} has a result of {2}, but not which.':
      'La remisión del {1} tiene un resultado del {2}, pero no consta cuál.'
--- */
select
  source,
  'referral' as table_name,
  referral_id as record_id,
  enrollment_id,
  'The referral of ' || made_on || ' has a result of ' || result_on || ', but not which.' as detail
from referral
where result_on is not null and coalesce(result, 'pending') = 'pending'
