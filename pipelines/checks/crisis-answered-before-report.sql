/* ---
title: Crisis answered or closed before it was reported
severity: error
guidance: >-
  The minutes to a response run from the report. A response before it gives a wait below zero, so the crisis is left out; usually date or a.m. and
  p.m. were mixed up.
remedy: Correct the times. A response before the report is left out of the time to a response; a close before the report counts on the report.
touches: [incident.reported_at, incident.responded_at, incident.closed_at]
--- */
select
  source,
  'incident' as table_name,
  incident_id as record_id,
  enrollment_id,
  'The crisis was reported at ' || reported_at || ', and ' ||
    case when responded_at < reported_at then 'responded to at ' || responded_at else 'closed at ' || closed_at end || '.' as detail
from incident
where responded_at < reported_at or closed_at < reported_at
