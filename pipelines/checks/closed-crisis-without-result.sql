/* ---
title: Closed crisis without a result
severity: error
guidance: >-
  Crises de-escalated are counted out of the crises that were closed. One that was closed without a word of how it ended lowers that share.
remedy: Enter whether it could be de-escalated, or remove the time of closing. Until then it counts as not de-escalated.
touches: [incident.result]
mend: [incident.result, incident.closed_at]
es:
  title: Crisis cerrada sin resultado
  guidance: >-
    Las crisis calmadas se cuentan entre las crisis que se cerraron. La que se cerró sin que conste cómo terminó baja esa proporción.
  remedy: Ingrese si se pudo calmar, o quite la hora de cierre. Hasta entonces cuenta como no calmada.
  details:
    'The crisis of {1} was closed at {2}, but not how it ended.':
      'La crisis del {1} se cerró a las {2}, pero no consta cómo terminó.'
--- */
select
  source,
  'incident' as table_name,
  incident_id as record_id,
  enrollment_id,
  'The crisis of ' || reported_at || ' was closed at ' || closed_at || ', but not how it ended.' as detail
from incident
where closed_at is not null and coalesce(result, 'open') = 'open'
