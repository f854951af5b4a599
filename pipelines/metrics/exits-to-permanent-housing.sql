/* ---
title: Exits to permanent housing
question: Of those who left, how many left for a permanent home?
finding: '{value} of {n} led to a permanent home.'
kind: ratio
unit: exits
group: housing and access
place: 2
headline: {better: higher}
grain: enrollment that ended
counts: >-
  Every exit of a person, by its day. A permanent home is one of HUD's permanent destinations; from shelters and transitional housing a host home
  counts too. A destination that nobody knows stays in the count as no permanent home.
leaves_out: >-
  Exits from street outreach, and destinations that HUD takes out of the count: deceased, hospital, long-term care, foster care.
needs: [enrollment.exited_on, enrollment.exit_destination]
reads: [program.program_type]
control: shared
case_mix: [program_type, household_type]
source: HUD APR Q23c
hud:
  like: HUD APR Q23c, exits to positive housing destinations
  differs: >-
    The destinations are HUD's, both those that count as permanent and those that leave the count; a destination that nobody knows stays in the count
    in both. HUD counts each person once, by the latest of their enrollments, and outreach with a list of its own. We count every exit, so somebody
    who left two programs counts twice, and leave outreach out.
es:
  title: Salidas a vivienda permanente
  question: De quienes salieron, ¿cuántos fueron a una vivienda permanente?
  finding: '{value} de {n} llevó a una vivienda permanente.'
  grain: inscripción que terminó
  counts: >-
    Cada salida de una persona, por su día. Vivienda permanente es uno de los destinos permanentes de HUD; desde refugios y vivienda de transición
    cuenta también un hogar anfitrión. Un destino que nadie conoce sigue en la cuenta como sin vivienda permanente.
  leaves_out: >-
    Las salidas del alcance en la calle, y los destinos que HUD saca de la cuenta: fallecimiento, hospital, cuidados a largo plazo, hogar de acogida.
  source: HUD APR Q23c
  hud:
    like: HUD APR Q23c, salidas a destinos de vivienda positivos
    differs: >-
      Los destinos son los de HUD, tanto los que cuentan como permanentes como los que salen de la cuenta; un destino que nadie conoce sigue en la
      cuenta en ambas. HUD cuenta a cada persona una vez, por la más reciente de sus inscripciones, y el alcance en la calle con una lista propia.
      Nosotros contamos cada salida, de modo que quien salió de dos programas cuenta dos veces, y dejamos fuera el alcance en la calle.
--- */
select
  enrollment_id,
  exited_on as cohort_date,
  exit_is_positive as success,
  exit_recorded_by as recorded_by
from enrollment
where exit_is_positive is not null and program_type is distinct from 'street outreach'
