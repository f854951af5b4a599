/* ---
title: Records complete
question: Is everything written down that must be?
finding: In {value} of {n} nothing was missing.
kind: ratio
unit: enrollments
group: documentation
place: 5
headline: {better: higher}
grain: enrollment
counts: >-
  Every enrollment, by the day of its start, as its record stands now. Nothing may be missing of: birth date, race and ethnicity, sex or gender, disabling
  condition, and exactly one head of the household; of adults the veteran status; of adults and heads of household where they stayed before and the
  income at the start; of those who left the destination. "Does not know" and "declined" are answers and not missing, but an income must be known.
leaves_out: >-
  People in street outreach who are not engaged. What a source has no column for is not asked of it, so sources that ask for less look better.
needs: [enrollment.started_on, enrollment.is_head_of_household, client.birth_date]
reads: [program.program_type]
control: worker
source: our own
hud:
  like: HUD APR Q6a to Q6c, data quality
  differs: >-
    HUD shows the errors of each element over everybody active in the period, and counts "does not know", "declined" and contradictions as errors. Ours
    is the share of the period's starts with no element missing at all. Names and social security numbers, which we do not keep, are not among ours; nor
    is the income at exit or at the anniversary.
es:
  title: Registros completos
  question: ¿Está anotado todo lo que debe estarlo?
  finding: En {value} de {n} no faltaba nada.
  grain: inscripción
  counts: >-
    Cada inscripción, por el día de su inicio, como está ahora su registro. No puede faltar nada de lo siguiente: fecha de nacimiento, raza y
    etnicidad, sexo o género, condición discapacitante, y exactamente un jefe de hogar; de los adultos, la condición de veterano; de los adultos y
    jefes de hogar, dónde vivían antes y el ingreso al inicio; de quienes salieron, el destino. “No sabe” y “prefirió no responder” son respuestas y
    no faltan, pero un ingreso debe conocerse.
  leaves_out: >-
    Las personas de alcance en la calle que no se han vinculado. Lo que una fuente no tiene como columna no se le pide, de modo que las fuentes que
    piden menos parecen mejores.
  source: nuestra
  hud:
    like: HUD APR Q6a a Q6c, calidad de los datos
    differs: >-
      HUD muestra los errores de cada elemento en todas las personas activas en el período, y cuenta “no sabe”, “prefirió no responder” y las
      contradicciones como errores. La nuestra es la proporción de los inicios del período a los que no les falta ningún elemento. Los nombres y
      números de Seguro Social, que no guardamos, no están entre los nuestros; tampoco el ingreso a la salida o en el aniversario.
--- */
select
  e.enrollment_id,
  e.started_on as cohort_date,
  m.enrollment_id is null as success
from enrollment e
left join (select distinct enrollment_id from missing_element()) m using (enrollment_id)
where is_in_quality_universe(e.program_type, e.engaged_on, e.observed_until)
