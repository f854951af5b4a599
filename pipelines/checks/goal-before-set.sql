/* ---
title: Goal closed or due before it was set
severity: warning
guidance: >-
  Goals achieved are placed by the day on which they were closed or due. With that day before the goal was set, one of them is a slip.
remedy: Correct the days of the goal. It counts on the day it was set.
touches: [goal.set_on, goal.target_on, goal.closed_on]
es:
  title: Meta cerrada o prevista antes de fijarse
  guidance: >-
    Las metas logradas se ubican por el día en que se cerraron o estaban previstas. Con ese día antes de que se fijara la meta, uno de los dos es un
    error.
  remedy: Corrija los días de la meta. Cuenta el día en que se fijó.
  details:
    'The goal of {1} was closed on {2}.':
      'La meta del {1} se cerró el {2}.'
    'The goal of {1} was due on {2}.':
      'La meta del {1} estaba prevista para el {2}.'
--- */
select
  source,
  'goal' as table_name,
  goal_id as record_id,
  enrollment_id,
  'The goal of ' || set_on || ' was ' || case when closed_on < set_on then 'closed on ' || closed_on else 'due on ' || target_on end || '.' as detail
from goal
where closed_on < set_on or target_on < set_on
