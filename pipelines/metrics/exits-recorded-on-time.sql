/* ---
title: Exits recorded on time
question: Are exits written down when they happen?
finding: We wrote down {value} of {n} within the time limit.
kind: ratio
unit: exits
group: documentation
place: 2
headline: {better: higher}
grain: enrollment that ended
counts: >-
  Every exit, by its day. On time is one that was written into the source system within the limit of its program; one written down beforehand is
  on time, one of which nobody knows when is not.
leaves_out: People in street outreach who were not engaged by the end of the period.
needs: [enrollment.exited_on, enrollment.exit_recorded_at]
reads: [program.program_type]
time_limits: [exit]
control: worker
source: HUD APR Q6e, exits; the time limit is set in standards.csv
hud:
  like: HUD APR Q6e, timeliness, project exit records
  differs: >-
    Q6e counts leavers in bands of 0, 1 to 3, 4 to 6, 7 to 10, and 11 or more days, each by the latest of their enrollments. We count every exit of
    the period, and give the share within the limit that is set for the program. An exit that was written down beforehand is on time; Q6e has a band
    of its own for it.
es:
  title: Salidas registradas a tiempo
  question: ¿Se anotan las salidas cuando ocurren?
  finding: Anotamos {value} de {n} dentro del plazo.
  grain: inscripción que terminó
  counts: >-
    Cada salida, por su día. A tiempo es la que se escribió en el sistema de origen dentro del plazo de su programa; la que se anotó de antemano está
    a tiempo, y no lo está la que nadie sabe cuándo se anotó.
  leaves_out: Las personas de alcance en la calle que no se habían vinculado al final del período.
  source: HUD APR Q6e, salidas; el plazo se fija en standards.csv
  hud:
    like: HUD APR Q6e, puntualidad, registros de salida del proyecto
    differs: >-
      Q6e cuenta a quienes salieron en tramos de 0, 1 a 3, 4 a 6, 7 a 10 y 11 días o más, cada persona por la más reciente de sus inscripciones.
      Nosotros contamos cada salida del período, y damos la proporción dentro del plazo fijado para el programa. Una salida anotada de antemano está a
      tiempo; Q6e tiene un tramo propio para ella.
--- */
select
  e.enrollment_id,
  e.exited_on as cohort_date,
  coalesce(elapsed_days(e.exited_on, e.exit_recorded_at::date, s.unit) <= s.threshold, false) as success,
  e.exit_recorded_by as recorded_by
from enrollment e
join time_limit s on s.metric = 'exits-recorded-on-time' and s.event = 'exit' and s.program_id is not distinct from e.program_id
where e.exited_on is not null and is_in_quality_universe(e.program_type, e.engaged_on, $to)
