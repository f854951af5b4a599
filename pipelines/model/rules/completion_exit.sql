/* ---
rule: the exits that are asked whether the program was completed (METHODS §3), from programs that say so of anybody, without deceased and transferred
parameters: []
--- */
select e.*
from enrollment e
where e.exited_on is not null
  and e.program_id in (select program_id from enrollment where completed_program is not null)
  and e.exit_destination is distinct from 'deceased'
  and not starts_with(lower(coalesce(e.exit_reason, '')), 'transfer')
