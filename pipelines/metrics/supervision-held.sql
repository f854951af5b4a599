/* ---
title: Supervision held
question: Do the supervision meetings that we plan take place?
finding: We held {value} of {n}.
kind: ratio
unit: supervision meetings
group: plans, referrals and work
place: 9
headline: {better: higher}
grain: planned supervision meeting
counts: >-
  Every planned supervision meeting of a worker, by the day for which it was planned. Held is one that took place on that day or within 14 days before or
  after it. A meeting that fell out, for whatever reason, stays in the count.
leaves_out: >-
  Meetings planned for the last 14 days known, which may still be held. Meetings planned for a day after the worker had left. Meetings that nobody planned.
needs: [supervision.planned_on, supervision.held_on]
control: agency
source: our own
es:
  title: Supervisiones realizadas
  question: ¿Se realizan las reuniones de supervisión que planeamos?
  finding: Realizamos {value} de {n}.
  grain: reunión de supervisión planeada
  counts: >-
    Cada reunión de supervisión planeada de un trabajador, por el día para el que se planeó. Realizada es la que tuvo lugar ese día o dentro de 14
    días antes o después. Una reunión que no se hizo, por la razón que sea, sigue en la cuenta.
  leaves_out: >-
    Las reuniones planeadas para los últimos 14 días que se conocen, que todavía pueden realizarse. Las reuniones planeadas para un día después de
    que el trabajador dejó la agencia. Las reuniones que nadie planeó.
  source: nuestra
--- */
select
  s.worker_id,
  s.planned_on as cohort_date,
  coalesce(s.held_on between s.planned_on - 14 and s.planned_on + 14, false) as success
from supervision s
join worker w using (worker_id)
where s.planned_on <= s.observed_until - 14
  and (w.active_to is null or s.planned_on <= w.active_to)
