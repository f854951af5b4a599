/* ---
title: Planned
noun: service plan
place: 4
reached: had a service plan
waiting: still waiting for a service plan
left: left without a service plan
share_by: 30
source: our own
ways:
  - needs: [plan.created_on]
    counts: The first service plan made from the start to the exit.
    leaves_out: Plans made before the start or after the exit.
    metric: plan-within-30-days
es:
  title: Con plan
  noun: el plan de servicios
  reached: con un plan de servicios
  waiting: en espera de un plan de servicios
  left: con salida sin plan de servicios
  source: nuestra
  ways:
    - counts: El primer plan de servicios hecho desde el inicio hasta la salida.
      leaves_out: Los planes hechos antes del inicio o después de la salida.
--- */
select e.enrollment_id, min(p.created_on) as reached_on
from enrollment e
join plan p using (enrollment_id)
where p.created_on between e.started_on and coalesce(e.exited_on, e.observed_until)
group by e.enrollment_id
