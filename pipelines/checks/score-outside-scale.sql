/* ---
title: Survey score outside its scale
severity: error
guidance: >-
  Satisfaction counts the two best answers of the scale. A score that the scale does not have says nothing, so the answer is left out.
remedy: Correct the score, or the highest answer of the scale. Until then the answer is not counted in the satisfaction.
touches: [survey.score, survey.scale_max]
es:
  title: Puntaje de encuesta fuera de su escala
  guidance: >-
    La satisfacción cuenta las dos mejores respuestas de la escala. Un puntaje que la escala no tiene no dice nada, así que la respuesta queda fuera.
  remedy: Corrija el puntaje, o la respuesta más alta de la escala. Hasta entonces la respuesta no se cuenta en la satisfacción.
  details:
    'The score of the survey of {1} is {2} on a scale to {3}.':
      'El puntaje de la encuesta del {1} es {2} en una escala hasta {3}.'
--- */
select
  source,
  'survey' as table_name,
  survey_id as record_id,
  enrollment_id,
  'The score of the survey of ' || invited_on || ' is ' || score || ' on a scale to ' || scale_max || '.' as detail
from survey
where score < 0 or score > scale_max
