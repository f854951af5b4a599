/* ---
title: Referral that connected on an unknown day
severity: error
guidance: >-
  The days to connection run until the client got the service. Without that day this referral, which went well, is left out, and the waits are told
  from the others alone.
remedy: Enter the day on which the person got the service. Without one the referral is left out of the days to connection.
touches: [referral.result_on]
es:
  title: Remisión que conectó un día desconocido
  guidance: >-
    Los días hasta la conexión corren hasta que el cliente recibió el servicio. Sin ese día, esta remisión, que resultó bien, queda fuera, y las
    esperas se dan solo con las demás.
  remedy: Ingrese el día en que la persona recibió el servicio. Sin él, la remisión queda fuera de los días hasta la conexión.
  details:
    'The referral of {1} led to the service, but not when.':
      'La remisión del {1} llevó al servicio, pero no consta cuándo.'
--- */
select
  source,
  'referral' as table_name,
  referral_id as record_id,
  enrollment_id,
  'The referral of ' || made_on || ' led to the service, but not when.' as detail
from referral
where result = 'connected' and result_on is null
