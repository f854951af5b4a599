/* ---
title: Survey without a scale
severity: error
guidance: >-
  A 4 is a very good answer out of 5 and a bad one out of 10. Without the highest answer of the scale the score cannot be counted.
remedy: Enter the highest answer that there is. Without one, or with one below 4, the answer is not counted in the satisfaction.
touches: [survey.scale_max]
--- */
select
  source,
  'survey' as table_name,
  survey_id as record_id,
  enrollment_id,
  'The survey of ' || invited_on || ' has a score and ' || coalesce('a scale to ' || scale_max, 'no scale') || '.' as detail
from survey
where score is not null and (scale_max is null or scale_max < 4)
