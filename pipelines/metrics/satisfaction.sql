/* ---
title: Client satisfaction
question: Are the people who answer our surveys content?
finding: '{value} of {n} gave one of the two best answers.'
kind: ratio
unit: answers
group: client voice
place: 1
headline: {better: higher}
grain: answered survey
counts: >-
  Every answer to a survey, by its day (where there is none, by the day of the invitation). Content is who gave one of the two best answers of the scale: 4
  or 5 of 5, 9 or 10 of 10.
leaves_out: >-
  People who did not answer, or left out the question. Answers outside their scale, and scales that are not known or end below 4, of which the two best
  answers say little.
needs: [survey.invited_on, survey.answered_on, survey.score, survey.scale_max]
control: shared
case_mix: [program_type]
source: our own
beside: [surveys-answered]
es:
  title: Satisfacción de los clientes
  question: ¿Están contentas las personas que responden nuestras encuestas?
  finding: '{value} de {n} dio una de las dos mejores respuestas.'
  grain: encuesta respondida
  counts: >-
    Cada respuesta a una encuesta, por su día (donde no lo hay, por el día de la invitación). Contento está quien dio una de las dos mejores
    respuestas de la escala: 4 o 5 de 5, 9 o 10 de 10.
  leaves_out: >-
    Las personas que no respondieron, o que omitieron la pregunta. Las respuestas fuera de su escala, y las escalas que no se conocen o terminan por
    debajo de 4, de las que las dos mejores respuestas dicen poco.
  source: nuestra
--- */
select
  enrollment_id,
  survey_id as record_id,
  greatest(invited_on, answered_on) as cohort_date,
  score >= scale_max - 1 as success,
  recorded_by
from survey
where score between 0 and scale_max and scale_max >= 4
