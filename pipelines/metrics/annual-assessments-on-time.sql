/* ---
title: Annual assessments on time
question: Are annual assessments made when they are due?
finding: We made {value} of {n} within 30 days of the anniversary.
kind: ratio
unit: annual assessments
group: documentation
place: 7
headline: {better: higher}
grain: anniversary of a stay, of an adult or a head of household
counts: >-
  Every anniversary on which an adult or a head of household was enrolled, by its day: whole years after the first start of the household's head. It is on time where an
  annual assessment was made from 30 days before to 30 days after it. One that was never made stays in the count.
leaves_out: >-
  Anniversaries of the last 30 days known, for which there is still time. Children who head no household. Stays that ended before their first anniversary.
needs: [enrollment.started_on, enrollment.exited_on, income.stage, income.assessed_on]
control: worker
source: HUD's rule of the annual assessment, 30 days before and after the anniversary (HMIS data standards)
hud:
  like: HUD APR Q16, Q17, Q18 and Q20, whose annual columns rest on the same assessments
  differs: >-
    HUD looks at each person's last anniversary before the end of the report. Here every anniversary of the period counts, and an assessment may come after the end of the period
    if it is within the 30 days.
es:
  title: Evaluaciones anuales a tiempo
  question: ¿Se hacen las evaluaciones anuales cuando corresponde?
  finding: Hicimos {value} de {n} dentro de los 30 días del aniversario.
  grain: aniversario de una estancia, de un adulto o un jefe de hogar
  counts: >-
    Cada aniversario en que un adulto o un jefe de hogar estaba inscrito, por su día: años completos desde el primer inicio del jefe de hogar. Está a
    tiempo donde se hizo una evaluación anual desde 30 días antes hasta 30 días después. La que nunca se hizo sigue en la cuenta.
  leaves_out: >-
    Los aniversarios de los últimos 30 días que se conocen, para los que todavía hay tiempo. Los niños que no son jefes de hogar. Las estancias que
    terminaron antes de su primer aniversario.
  source: la regla de HUD sobre la evaluación anual, 30 días antes y después del aniversario (estándares de datos de HMIS)
  hud:
    like: HUD APR Q16, Q17, Q18 y Q20, cuyas columnas anuales se basan en las mismas evaluaciones
    differs: >-
      HUD mira el último aniversario de cada persona antes del fin del informe. Aquí cuenta cada aniversario del período, y una evaluación puede llegar
      después del fin del período si está dentro de los 30 días.
--- */
-- While there is time for an assessment it is not counted, be it made or not: else the last days would show successes only.
select
  enrollment_id,
  anniversary as cohort_date,
  is_made as success
from annual_assessment()
where is_over and (is_head_of_household or age >= 18)
