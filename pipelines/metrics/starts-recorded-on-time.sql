/* ---
title: Starts recorded on time
question: Are enrollments written down when they begin?
finding: We wrote down {value} of {n} within the time limit.
kind: ratio
unit: starts
group: documentation
place: 1
headline: {better: higher}
grain: enrollment
counts: >-
  Every start, by its day. On time is one that was written into the source system within the limit of its program; one written down beforehand is
  on time, one of which nobody knows when is not.
leaves_out: People in street outreach who were not engaged by the end of the period.
needs: [enrollment.started_on, enrollment.start_recorded_at]
reads: [program.program_type]
time_limits: [start]
control: worker
source: HUD APR Q6e, starts; the time limit is set in standards.csv
hud:
  like: HUD APR Q6e, timeliness, project start records
  differs: >-
    Q6e counts people in bands of 0, 1 to 3, 4 to 6, 7 to 10, and 11 or more days, each by the latest of their enrollments. We count every start of
    the period, and give the share within the limit that is set for the program. A start that was written down beforehand is on time; Q6e has a band
    of its own for it.
es:
  title: Inicios registrados a tiempo
  question: ¿Se anotan las inscripciones cuando comienzan?
  finding: Anotamos {value} de {n} dentro del plazo.
  grain: inscripción
  counts: >-
    Cada inicio, por su día. A tiempo es el que se escribió en el sistema de origen dentro del plazo de su programa; el que se anotó de antemano está
    a tiempo, y no lo está el que nadie sabe cuándo se anotó.
  leaves_out: Las personas de alcance en la calle que no se habían vinculado al final del período.
  source: HUD APR Q6e, inicios; el plazo se fija en standards.csv
  hud:
    like: HUD APR Q6e, puntualidad, registros de inicio del proyecto
    differs: >-
      Q6e cuenta personas en tramos de 0, 1 a 3, 4 a 6, 7 a 10 y 11 días o más, cada una por la más reciente de sus inscripciones. Nosotros contamos
      cada inicio del período, y damos la proporción dentro del plazo fijado para el programa. Un inicio anotado de antemano está a tiempo; Q6e tiene
      un tramo propio para él.
--- */
-- Outreach counts once engaged, by the period's end. A record made before the start is on time; a check reports it.
select
  e.enrollment_id,
  e.started_on as cohort_date,
  coalesce(elapsed_days(e.started_on, e.start_recorded_at::date, s.unit) <= s.threshold, false) as success
from enrollment e
join time_limit s on s.metric = 'starts-recorded-on-time' and s.event = 'start' and s.program_id is not distinct from e.program_id
where is_in_quality_universe(e.program_type, e.engaged_on, $to)
