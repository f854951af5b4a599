/* ---
title: Closed crisis without a result
severity: error
guidance: >-
  Crises de-escalated are counted out of the crises that were closed. One that was closed without a word of how it ended lowers that share.
remedy: Enter whether it could be de-escalated, or remove the time of closing. Until then it counts as not de-escalated.
touches: [incident.result]
mend: [incident.result, incident.closed_at]
--- */
select
  source,
  'incident' as table_name,
  incident_id as record_id,
  enrollment_id,
  'The crisis of ' || reported_at || ' was closed at ' || closed_at || ', but not how it ended.' as detail
from incident
where closed_at is not null and coalesce(result, 'open') = 'open'
