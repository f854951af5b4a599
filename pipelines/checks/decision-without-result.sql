/* ---
title: Decision without a result
severity: error
guidance: >-
  Appeals won and applications approved are counted out of those that were decided. One whose decision is not known is in neither, and stays among
  those that wait.
remedy: Enter how the application or appeal was decided, or remove the day of the decision. Until then it counts as not decided.
touches: [appeal.result]
mend: [appeal.result, appeal.decided_on]
es:
  title: Decisión sin resultado
  guidance: >-
    Las apelaciones ganadas y las solicitudes aprobadas se cuentan entre las que se decidieron. La que tiene una decisión que no se conoce no está en
    ninguna, y sigue entre las que esperan.
  remedy: >-
    Ingrese cómo se decidió la solicitud o apelación, o quite el día de la decisión. Hasta entonces cuenta como no decidida.
  details:
    'The {1} of {2} was decided on {3}, but not how.':
      'Presentada el {2} ({1}): se decidió el {3}, pero no consta cómo.'
--- */
select
  source,
  'appeal' as table_name,
  appeal_id as record_id,
  enrollment_id,
  'The ' || coalesce(kind, 'application') || ' of ' || filed_on || ' was decided on ' || decided_on || ', but not how.' as detail
from appeal
where decided_on is not null and coalesce(result, 'pending') = 'pending'
