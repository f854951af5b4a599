/* ---
title: Survey score outside its scale
severity: error
remedy: Correct the score, or the highest answer of the scale. Until then the answer is not counted in the satisfaction.
--- */
select
  source,
  'survey' as table_name,
  survey_id as record_id,
  enrollment_id,
  'The score of the survey of ' || invited_on || ' is ' || score || ' on a scale to ' || scale_max || '.' as detail
from survey
where score < 0 or score > scale_max
