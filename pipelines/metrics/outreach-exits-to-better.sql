/* ---
title: Exits from outreach to somewhere better
question: Of those who left street outreach, how many left the street?
finding: '{value} of {n} from outreach led to somewhere better than the street.'
kind: ratio
unit: exits
group: housing and access
place: 6
headline: {better: higher}
grain: enrollment in street outreach that ended
counts: >-
  Every exit of a person from street outreach, by its day. Better than the street are a permanent home, a shelter, a safe haven, transitional housing, a hotel,
  a stay with family or friends, and treatment, foster care or long-term care. A destination that nobody knows stays in the count as no better place.
leaves_out: >-
  Exits from other programs. Destinations that HUD takes out of the count for outreach: deceased, hospital, and a residential project or halfway house
  without homeless criteria.
needs: [enrollment.exited_on, enrollment.exit_destination]
reads: [program.program_type]
control: shared
case_mix: [household_type]
source: HUD System Performance Measure 7a.1
hud:
  like: HUD System Performance Measure 7a.1, and APR and CAPER Q23c for outreach
  differs: >-
    HUD counts each person once, by their last exit, over the whole system. Here every exit counts, over the chosen programs only. Within one program with one
    stay per person there is no difference.
es:
  title: Salidas del alcance en la calle a un lugar mejor
  question: De quienes salieron del alcance en la calle, ¿cuántos dejaron la calle?
  finding: '{value} de {n} del alcance llevó a un lugar mejor que la calle.'
  grain: inscripción de alcance en la calle que terminó
  counts: >-
    Cada salida de una persona del alcance en la calle, por su día. Mejor que la calle son una vivienda permanente, un refugio, un refugio seguro, la
    vivienda de transición, un hotel, una estancia con familia o amistades, y el tratamiento, el hogar de acogida o los cuidados a largo plazo. Un
    destino que nadie conoce sigue en la cuenta como lugar no mejor.
  leaves_out: >-
    Las salidas de otros programas. Los destinos que HUD saca de la cuenta para el alcance: fallecimiento, hospital, y un proyecto residencial o casa
    de transición sin requisito de falta de vivienda.
  source: HUD, medida de desempeño del sistema 7a.1
  hud:
    like: HUD, medida de desempeño del sistema 7a.1, y APR y CAPER Q23c para alcance en la calle
    differs: >-
      HUD cuenta a cada persona una vez, por su última salida, en todo el sistema. Aquí cuenta cada salida, solo de los programas elegidos. Dentro de
      un programa con una estancia por persona no hay diferencia.
--- */
select
  enrollment_id,
  exited_on as cohort_date,
  exit_is_positive as success,
  exit_recorded_by as recorded_by
from enrollment
where exit_is_positive is not null and program_type = 'street outreach'
