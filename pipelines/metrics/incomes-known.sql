/* ---
title: Incomes known twice
question: Of the adults whose income should have been asked again, of how many do we know both?
finding: 'We know both incomes of {value} of {n} whose income was to be asked again.'
kind: ratio
unit: adults
group: documentation
place: 8
headline: {better: higher}
grain: adult who left, or whose annual assessment was due
one_row_per: client
counts: >-
  Adults who left in the period, and adults who stayed and whose anniversary lies in it. Known means that the total monthly income was recorded at the start, and again at
  the exit or at the annual assessment, 30 days before to 30 days after the anniversary. No income is known, too.
leaves_out: Adults who stay and have been with us for less than a year, or whose anniversary is one of the last 30 days known. Children. All but the latest of a person's enrollments.
needs: [income.total, income.stage, income.assessed_on, client.birth_date]
control: worker
source: our own; the people that HUD APR Q19a1 and Q19a2 look at, and those whom they leave out
hud:
  like: HUD APR Q18, adults with income information at start and at annual assessment or exit
  differs: >-
    HUD counts each kind of missing answer by itself and also shows adults whose assessment is not due yet. Here it is one share of those whose income was to be asked again.
es:
  title: Ingresos conocidos dos veces
  question: De los adultos cuyo ingreso se debió preguntar de nuevo, ¿de cuántos conocemos los dos?
  finding: Conocemos los dos ingresos de {value} de {n} a quienes correspondía preguntar de nuevo.
  grain: adulto que salió, o cuya evaluación anual correspondía
  counts: >-
    Los adultos que salieron en el período, y los que permanecieron y cuyo aniversario cae en él. Conocido significa que el ingreso mensual total se
    registró al inicio, y de nuevo a la salida o en la evaluación anual, desde 30 días antes hasta 30 días después del aniversario. No tener ingreso
    también es conocido.
  leaves_out: >-
    Los adultos que permanecen y llevan menos de un año con nosotros, o cuyo aniversario es uno de los últimos 30 días que se conocen. Los niños.
    Todas las inscripciones de una persona salvo la más reciente.
  source: nuestra; las personas que miran HUD APR Q19a1 y Q19a2, y las que dejan fuera
  hud:
    like: HUD APR Q18, adultos con información de ingreso al inicio y en la evaluación anual o la salida
    differs: >-
      HUD cuenta por separado cada clase de respuesta faltante y muestra también a los adultos cuya evaluación todavía no corresponde. Aquí es una sola
      proporción de aquellos cuyo ingreso se debía preguntar de nuevo.
--- */
-- One row per person first, as HUD counts: whose latest stay is not due yet is not counted by an earlier one.
select
  enrollment_id,
  coalesce(due_on, known_until) as cohort_date,
  total_before is not null and total_after is not null as success,
  compared as event,
  case when is_leaver then exit_recorded_by end as recorded_by,
  due_on is not null and is_over as counted
from income_change($from, $to)
