/* ---
title: Closed goal without a result
severity: error
guidance: >-
  Goals achieved are counted out of those that were closed or due. One that was closed without a result lowers that share although it may have been
  achieved.
remedy: Enter whether the goal was achieved, or remove the day of closing. Until then it counts as not achieved.
touches: [goal.status]
mend: [goal.status, goal.closed_on]
es:
  title: Meta cerrada sin resultado
  guidance: >-
    Las metas logradas se cuentan entre las que se cerraron o cuyo día llegó. La que se cerró sin resultado baja esa proporción aunque se haya
    logrado.
  remedy: Ingrese si la meta se logró, o quite el día de cierre. Hasta entonces cuenta como no lograda.
  details:
    'The goal of {1} was closed on {2}, but not whether it was achieved.':
      'La meta del {1} se cerró el {2}, pero no consta si se logró.'
--- */
select
  source,
  'goal' as table_name,
  goal_id as record_id,
  enrollment_id,
  'The goal of ' || set_on || ' was closed on ' || closed_on || ', but not whether it was achieved.' as detail
from goal
where closed_on is not null and coalesce(status, 'in progress') = 'in progress'
