/* ---
title: Crises de-escalated
question: Of the crises that are over, how many could be calmed?
finding: We de-escalated {value} of {n}.
kind: ratio
unit: crises
group: crisis
asks: better off
place: 2
headline: {better: higher}
grain: crisis that was closed
counts: >-
  Every crisis that was closed, by that day (where there is none, by the day of the report). One that was closed without a word of how it ended stays in the
  count as not de-escalated.
leaves_out: Crises that are still open.
needs: [incident.reported_at, incident.closed_at, incident.result]
control: shared
case_mix: [program_type]
source: our own
es:
  title: Crisis calmadas
  question: De las crisis que terminaron, ¿cuántas se pudieron calmar?
  finding: Calmamos {value} de {n}.
  grain: crisis que se cerró
  counts: >-
    Cada crisis que se cerró, por ese día (donde no lo hay, por el día del aviso). La que se cerró sin que conste cómo terminó sigue en la cuenta
    como no calmada.
  leaves_out: Las crisis que siguen abiertas.
  source: nuestra
--- */
select
  enrollment_id,
  incident_id as record_id,
  greatest(reported_at, closed_at)::date as cohort_date,
  coalesce(result = 'de-escalated', false) as success,
  worker_id,
  recorded_by
from incident
where closed_at is not null or result in ('de-escalated', 'escalated')
