/* ---
title: Exit recorded before it happened
severity: warning
guidance: >-
  Timeliness compares the exit with the day on which its record was created. An exit that was entered ahead looks perfectly timely, and may have
  been planned and never have happened.
remedy: Correct the date of the exit, or leave it if it was planned ahead. It counts as recorded on time, after 0 days.
touches: [enrollment.exit_recorded_at]
mend: [enrollment.exited_on]
es:
  title: Salida registrada antes de que ocurriera
  guidance: >-
    La puntualidad compara la salida con el día en que se creó su registro. Una salida ingresada de antemano parece perfectamente puntual, y quizá se
    planeó y nunca ocurrió.
  remedy: Corrija la fecha de la salida, o déjela si se planeó de antemano. Cuenta como registrada a tiempo, a los 0 días.
  details:
    'The exit on {1} was recorded on {2}.':
      'La salida del {1} se registró el {2}.'
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The exit on ' || exited_on || ' was recorded on ' || exit_recorded_at::date || '.' as detail
from enrollment
where exit_recorded_at::date < exited_on
