/* ---
title: Worker who is not on the roster
severity: warning
guidance: >-
  Figures by worker and by team need the roster. Without an entry a supervisor sees a code in place of a name, and the work is missing from the
  team’s figures.
remedy: Add the worker to the roster, with their team. Until then they appear by a code and in no team.
touches: [worker.display_name]
mend: [worker.display_name, worker.role, worker.active_from]
es:
  title: Trabajador que no está en la lista de personal
  guidance: >-
    Las cifras por trabajador y por equipo necesitan la lista de personal. Sin una entrada, un supervisor ve un código en lugar de un nombre, y el
    trabajo falta en las cifras del equipo.
  remedy: Agregue al trabajador a la lista de personal, con su equipo. Hasta entonces aparece con un código y en ningún equipo.
  details:
    'Records name this worker, the roster does not.':
      'Los registros nombran a este trabajador; la lista de personal, no.'
--- */
with known as (
  select *, coalesce(display_name, role, fte::varchar, active_from::varchar) is not null as on_roster
  from worker
)
select
  w.source,
  'worker' as table_name,
  w.worker_id as record_id,
  null::uuid as enrollment_id,
  'Records name this worker, the roster does not.' as detail
from known w
where not w.on_roster and exists (select 1 from known o where o.source = w.source and o.on_roster)
