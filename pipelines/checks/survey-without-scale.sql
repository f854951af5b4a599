/* ---
title: Survey without a scale
severity: error
guidance: >-
  A 4 is a very good answer out of 5 and a bad one out of 10. Without the highest answer of the scale the score cannot be counted.
remedy: Enter the highest answer that there is. Without one, or with one below 4, the answer is not counted in the satisfaction.
touches: [survey.scale_max]
es:
  title: Encuesta sin escala
  guidance: Un 4 es muy buena respuesta de 5 y mala de 10. Sin la respuesta más alta de la escala el puntaje no se puede contar.
  remedy: Ingrese la respuesta más alta que hay. Sin ella, o con una menor que 4, la respuesta no se cuenta en la satisfacción.
  details:
    'The survey of {1} has a score and a scale to {2}.':
      'La encuesta del {1} tiene un puntaje y una escala hasta {2}.'
    'The survey of {1} has a score and no scale.':
      'La encuesta del {1} tiene un puntaje y ninguna escala.'
--- */
select
  source,
  'survey' as table_name,
  survey_id as record_id,
  enrollment_id,
  'The survey of ' || invited_on || ' has a score and ' || coalesce('a scale to ' || scale_max, 'no scale') || '.' as detail
from survey
where score is not null and (scale_max is null or scale_max < 4)
