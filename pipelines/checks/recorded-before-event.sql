/* ---
title: Recorded before it happened
severity: warning
guidance: >-
  Timeliness compares the day on which something happened with the day on which the record was created. A record made ahead looks perfectly timely,
  so slips in the date make these figures better than they are.
remedy: Correct the date, or leave it if it was planned ahead. It counts as recorded on time, after 0 days.
touches: [enrollment.start_recorded_at, contact.recorded_at, service.recorded_at]
mend: [enrollment.started_on, contact.occurred_on, service.provided_on]
es:
  title: Registrado antes de que ocurriera
  guidance: >-
    La puntualidad compara el día en que ocurrió algo con el día en que se creó el registro. Un registro hecho de antemano parece perfectamente
    puntual, así que los errores de fecha hacen estas cifras mejores de lo que son.
  remedy: Corrija la fecha, o déjela si se planeó de antemano. Cuenta como registrado a tiempo, a los 0 días.
  details:
    'The {1} on {2} was recorded on {3}.':
      'Del {2} ({1}): se registró el {3}.'
--- */
with event as (
  select source, 'enrollment' as table_name, enrollment_id as record_id, enrollment_id, 'start' as what, started_on as happened_on,
    start_recorded_at as recorded_at
  from enrollment
  union all
  select source, 'contact', contact_id, enrollment_id, 'contact', occurred_on, recorded_at
  from contact
  where kind not in ('service', 'bed night')
  union all
  select source, 'service', service_id, enrollment_id, 'service', provided_on, recorded_at
  from service
)
select
  source,
  table_name,
  record_id,
  enrollment_id,
  'The ' || what || ' on ' || happened_on || ' was recorded on ' || recorded_at::date || '.' as detail
from event
where recorded_at::date < happened_on
