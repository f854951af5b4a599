/* ---
title: Crisis answered or closed before it was reported
severity: error
guidance: >-
  The minutes to a response run from the report. A response before it gives a wait below zero, so the crisis is left out; usually date or a.m. and
  p.m. were mixed up.
remedy: Correct the times. A response before the report is left out of the time to a response; a close before the report counts on the report.
touches: [incident.reported_at, incident.responded_at, incident.closed_at]
es:
  title: Crisis atendida o cerrada antes del aviso
  guidance: >-
    Los minutos hasta la respuesta corren desde el aviso. Una respuesta anterior da una espera menor que cero, así que la crisis queda fuera; por lo
    general se confundió la fecha, o a.m. y p.m.
  remedy: >-
    Corrija las horas. Una respuesta anterior al aviso queda fuera del tiempo de respuesta; un cierre anterior al aviso cuenta en el aviso.
  details:
    'The crisis was reported at {1}, and responded to at {2}.':
      'La crisis se avisó a las {1} y se atendió a las {2}.'
    'The crisis was reported at {1}, and closed at {2}.':
      'La crisis se avisó a las {1} y se cerró a las {2}.'
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
