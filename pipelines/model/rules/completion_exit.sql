/* ---
rule: >-
  the exits that are asked whether the program was completed (METHODS §3): without deceased and transferred, and only from programs that say so of at least
  half of them. A few stray answers do not make a program one that asks
parameters: []
es:
  rule: >-
    las salidas a las que se pregunta si el programa se completó (METHODS §3); sin los fallecidos ni los trasladados, y solo de programas que lo
    dicen de al menos la mitad de ellas. Unas pocas respuestas sueltas no hacen de un programa uno que lo pregunta
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
