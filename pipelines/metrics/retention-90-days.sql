/* ---
title: Still with us after 90 days
question: Of those who came, how many stayed for 90 days or left to a good end?
finding: '{value} of {n} stayed for 90 days or left to a good end before.'
kind: ratio
unit: enrollments
group: engagement
place: 6
headline: {better: higher}
grain: enrollment that began at least 90 days before the last day known
counts: >-
  Every enrollment that is at least 90 days old, by the day of its start. It is a success where the person was still enrolled on the 90th day after the
  start, or had left to a good end: to a permanent home, as the exits to permanent housing count it, or with the program completed. From street outreach
  anywhere better than the street is a good end, as the exits from outreach count it. A shelter's aim is a home, not a long stay: read it beside the
  exits to permanent housing.
leaves_out: >-
  Starts of the last 90 days known, which had too little time. People who died within the 90 days, or left to a hospital, long-term care or foster care.
  Enrollments that end before they start.
needs: [enrollment.started_on, enrollment.exited_on, enrollment.exit_destination]
reads: [program.program_type]
control: shared
case_mix: [program_type, household_type]
source: our own
beside: [exits-to-permanent-housing]
es:
  title: Siguen con nosotros a los 90 días
  question: De quienes llegaron, ¿cuántos permanecieron 90 días o salieron con un buen fin?
  finding: '{value} de {n} permaneció 90 días o salió antes con un buen fin.'
  grain: inscripción que comenzó al menos 90 días antes del último día que se conoce
  counts: >-
    Cada inscripción de al menos 90 días, por el día de su inicio. Es un éxito donde la persona seguía inscrita el día 90 después del inicio, o había
    salido con un buen fin: a una vivienda permanente, como la cuentan las salidas a vivienda permanente, o con el programa completado. Desde el
    alcance en la calle, cualquier lugar mejor que la calle es un buen fin, como lo cuentan las salidas del alcance. El propósito de un refugio es
    una vivienda, no una estancia larga; léala junto con las salidas a vivienda permanente.
  leaves_out: >-
    Los inicios de los últimos 90 días que se conocen, que tuvieron muy poco tiempo. Las personas que fallecieron dentro de los 90 días, o salieron a
    un hospital, cuidados a largo plazo u hogar de acogida. Las inscripciones que terminan antes de empezar.
  source: nuestra
--- */
select
  enrollment_id,
  started_on as cohort_date,
  exited_on is null
    or exited_on > started_on + 90
    or exit_is_positive
    or coalesce(completed_program, false) as success
from enrollment
where started_on <= observed_until - 90
  and (exited_on is null or exited_on >= started_on)
  and not coalesce(exited_on <= started_on + 90 and exit_destination_group = 'excluded', false)
