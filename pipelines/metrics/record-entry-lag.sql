/* ---
title: Days until it is written down
question: How long after the event is it written down?
finding: Half of {n} were written down within {value}.
kind: duration
unit: days
rows: records
group: documentation
place: 3
headline: {better: lower}
grain: start, exit, contact or service with both dates
settles_after: 30
counts: >-
  Every start, exit, contact and service whose day and day of entry are both known, by the day it happened. What was written down beforehand
  counts as 0 days.
leaves_out: Records without a day of entry. A contact that is also written down as a service or a night counts once, as that.
needs: [enrollment.start_recorded_at]
reads: [enrollment.exit_recorded_at, contact.recorded_at, service.recorded_at]
control: worker
case_mix: [event]
source: our own, after HUD APR Q6e
hud:
  like: HUD APR Q6e, timeliness
  differs: >-
    Q6e looks at starts and exits only, and counts them in bands of days. We also look at contacts and services, and give the median. What was written
    down beforehand counts as 0 days; Q6e has a band of its own for it.
es:
  title: Días hasta que se anota
  question: ¿Cuánto después del suceso se anota?
  finding: La mitad de {n} se anotó dentro de {value}.
  grain: inicio, salida, contacto o servicio con ambas fechas
  counts: >-
    Cada inicio, salida, contacto y servicio de los que se conocen tanto su día como el día de ingreso, por el día en que ocurrió. Lo anotado de
    antemano cuenta como 0 días.
  leaves_out: >-
    Los registros sin día de ingreso. Un contacto que también está anotado como servicio o como noche cuenta una vez, como eso.
  source: nuestra, según HUD APR Q6e
  hud:
    like: HUD APR Q6e, puntualidad
    differs: >-
      Q6e mira solo inicios y salidas, y los cuenta en tramos de días. Nosotros miramos también contactos y servicios, y damos la mediana. Lo anotado
      de antemano cuenta como 0 días; Q6e tiene un tramo propio para ello.
--- */
-- Recorded before the event counts 0; a check reports it. A service that is itself a contact is counted as a service.
with event as (
  select enrollment_id, enrollment_id as record_id, 'start' as event, started_on as happened_on, start_recorded_at as recorded_at, recorded_by
  from enrollment
  union all
  select enrollment_id, enrollment_id, 'exit', exited_on, exit_recorded_at, exit_recorded_by
  from enrollment
  union all
  select enrollment_id, contact_id, 'contact', occurred_on, recorded_at, coalesce(worker_id, recorded_by)
  from contact c
  where not exists (select 1 from service s where s.service_id = c.contact_id)
  union all
  select enrollment_id, service_id, 'service', provided_on, recorded_at, recorded_by
  from service
)
select
  enrollment_id,
  record_id,
  happened_on as cohort_date,
  elapsed_days(happened_on, recorded_at::date, 'calendar days')::integer as days,
  event,
  recorded_by
from event
where happened_on is not null and recorded_at is not null
