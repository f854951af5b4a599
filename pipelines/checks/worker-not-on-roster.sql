/* ---
title: Worker who is not on the roster
severity: warning
remedy: Add the worker to the roster, with their team. Until then they appear by a code and in no team.
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
