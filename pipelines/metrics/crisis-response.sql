/* ---
title: Minutes to a crisis response
question: How soon does somebody respond to a crisis?
finding: '{value} of {n} had a response within {day} minutes.'
kind: time_to_event
unit: minutes
rows: crises
group: crisis
place: 1
headline: {share_by: 60, better: higher}
also: [{share_by: 30}, {share_by: 120}, half_by]
grain: crisis that was reported
counts: >-
  Every crisis, by the day it was reported. The minutes run from the report to the response; a minute that has begun counts whole. A crisis that nobody
  has responded to counts with the minutes so far, to the end of the last day known. One that was closed without a response counts as closed without one.
leaves_out: Crises whose response is written down as earlier than the report.
needs: [incident.reported_at, incident.responded_at]
control: agency
source: our own
es:
  title: Minutos hasta la respuesta a una crisis
  question: ¿Qué tan pronto responde alguien a una crisis?
  finding: '{value} de {n} tuvo respuesta en {day} minutos.'
  grain: crisis que se avisó
  counts: >-
    Cada crisis, por el día en que se avisó. Los minutos van del aviso a la respuesta; un minuto que ha empezado cuenta entero. Una crisis a la que
    nadie ha respondido cuenta con los minutos hasta ahora, al final del último día que se conoce. La que se cerró sin respuesta cuenta como cerrada
    sin ella.
  leaves_out: Las crisis cuya respuesta está anotada antes del aviso.
  source: nuestra
--- */
with followed as (
  select
    *,
    greatest(reported_at, coalesce(responded_at, closed_at, (observed_until + 1)::timestamp)) as ended_at,
    case when responded_at is not null then 'event' when closed_at is not null then 'competing' else 'censored' end as outcome
  from incident
  where responded_at is null or responded_at >= reported_at
)
select
  enrollment_id,
  incident_id as record_id,
  reported_at::date as cohort_date,
  ceil(epoch(ended_at - reported_at) / 60)::integer as days,
  outcome,
  worker_id,
  recorded_by
from followed
