/* ---
rule: >-
  the exits that are asked whether the program was completed (METHODS §3): without deceased and transferred, and only from programs that say so of at least
  half of them. A few stray answers do not make a program one that asks
parameters: []
--- */
with leaving as (
  select *
  from enrollment
  where exited_on is not null
    and exit_destination is distinct from 'deceased'
    and not starts_with(lower(coalesce(exit_reason, '')), 'transfer')
),
asking as (
  select program_id
  from leaving
  group by program_id
  having count(completed_program) * 2 >= count(*)
)
select l.*
from leaving l
join asking using (program_id)
