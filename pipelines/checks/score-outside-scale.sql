/* ---
title: Survey score outside its scale
severity: error
guidance: >-
  Satisfaction counts the two best answers of the scale. A score that the scale does not have says nothing, so the answer is left out.
remedy: Correct the score, or the highest answer of the scale. Until then the answer is not counted in the satisfaction.
touches: [survey.score, survey.scale_max]
--- */
select
  source,
  'survey' as table_name,
  survey_id as record_id,
  enrollment_id,
  'The score of the survey of ' || invited_on || ' is ' || score || ' on a scale to ' || scale_max || '.' as detail
from survey
where score < 0 or score > scale_max
