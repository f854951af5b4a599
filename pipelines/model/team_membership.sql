/* ---
row: a worker's time in a team
given:
  worker_id: uuid
  team: varchar
  supervisor_id: uuid
  valid_from: date
  valid_to: date
es:
  row: el tiempo de un trabajador en un equipo
--- */
select *
from given.team_membership
