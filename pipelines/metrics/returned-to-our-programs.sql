/* ---
title: Returned to our programs
question: Of those who left for a permanent home, how many had to come back?
finding: '{value} of {n} who left for a permanent home came back within {day} days.'
kind: time_to_event
unit: days
rows: people
group: housing and access
place: 3
headline: {share_by: 180, better: lower}
also: [{share_by: 365}, {share_by: 730}]
grain: person, by their earliest exit to a permanent home in the period
counts: >-
  Everybody who left outreach, a shelter, a safe haven, transitional or permanent housing for a permanent home in the period, once, by the earliest such
  exit. A return is the first entry from that day on to outreach, a shelter, a safe haven or transitional housing, or to permanent housing more than
  14 days later. Who left several programs for a permanent home is told by the first of these exits alone, also where only one program is looked at. Who died first, as far as our records say, could not come back and counts as not returned.
leaves_out: >-
  Returns to programs that are not in the data, so it is no measure of homelessness in the area. Moves from one permanent-housing program to another
  within 14 days. Exits from and entries to other programs, such as prevention or services only. Enrollments that end before they start.
needs: [enrollment.started_on, enrollment.exited_on, enrollment.exit_destination]
reads: [program.program_type]
control: shared
case_mix: [program_type, household_type]
source: HUD System Performance Measure 2, over our programs only
hud:
  like: HUD System Performance Measure 2, returns to homelessness
  differs: >-
    HUD's measure is of the whole homelessness system of an area; ours sees returns to the programs in the data only, and misses the others. HUD
    reports the exits of two years before the period, when all are known for 730 days, in bands of 0 to 180, 181 to 365 and 366 to 730 days. We report
    the exits of the chosen period, follow each for as far as the data goes, and give the share by a day. A person who died afterwards stays in the
    count in both.
es:
  title: Retornos a nuestros programas
  question: De quienes salieron a una vivienda permanente, ¿cuántos tuvieron que volver?
  finding: '{value} de {n} que salieron a una vivienda permanente volvió en {day} días.'
  grain: persona, por su primera salida a una vivienda permanente en el período
  counts: >-
    Toda persona que en el período salió del alcance en la calle, un refugio, un refugio seguro, vivienda de transición o permanente hacia una
    vivienda permanente, una vez, por la primera de esas salidas. Un retorno es la primera entrada, desde ese día, en alcance en la calle, un
    refugio, un refugio seguro o vivienda de transición, o en vivienda permanente más de 14 días después. De quien salió de varios programas a una
    vivienda permanente se cuenta solo la primera de esas salidas, también donde se mira un solo programa. Quien falleció antes, según nuestros
    registros, no podía volver y cuenta como sin retorno.
  leaves_out: >-
    Los retornos a programas que no están en los datos, de modo que no es una medida de la falta de vivienda en la zona. Los traslados de un programa
    de vivienda permanente a otro dentro de 14 días. Las salidas de otros programas y las entradas en ellos, como prevención o solo servicios. Las
    inscripciones que terminan antes de empezar.
  source: HUD, medida de desempeño del sistema 2, solo en nuestros programas
  hud:
    like: HUD, medida de desempeño del sistema 2, retornos a la falta de vivienda
    differs: >-
      La medida de HUD es de todo el sistema de atención a personas sin hogar de una zona; la nuestra ve solo los retornos a los programas que están en
      los datos, y no los demás. HUD informa las salidas de dos años antes del período, cuando todas se conocen por 730 días, en tramos de 0 a 180, 181
      a 365 y 366 a 730 días. Nosotros informamos las salidas del período elegido, seguimos cada una hasta donde llegan los datos, y damos la
      proporción hasta un día. Una persona que falleció después sigue en la cuenta en ambas.
--- */
-- The earliest exit within the period, as HUD's is within its own: it changes with the period, so it is asked with it.
select
  enrollment_id,
  exited_on as cohort_date,
  coalesce(returned_on, died_on, known_until) - exited_on as days,
  case when returned_on is not null then 'event' when died_on is not null then 'competing' else 'censored' end as outcome,
  exit_recorded_by as recorded_by
from spm_return($from, $to)
