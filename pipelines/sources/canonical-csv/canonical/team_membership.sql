/* ---
columns:
  worker_id: [team_membership.worker_id]
  team: [team_membership.team]
  supervisor_id: [team_membership.supervisor_id]
  valid_from: [team_membership.valid_from]
  valid_to: [team_membership.valid_to]
--- */
select
  r.source,
  r.batch_id,
  b.observed_until,
  r.updated_at,
  r.worker_id,
  r.team,
  r.supervisor_id,
  r.valid_from,
  r.valid_to
from canonical_csv.team_membership r
join incoming.batch b on b.id = r.batch_id
