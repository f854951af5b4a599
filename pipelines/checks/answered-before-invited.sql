/* ---
title: Survey answered before the invitation
severity: warning
guidance: >-
  An answer belongs to the month in which it was given. With the two days the wrong way round nobody can tell which month that is.
remedy: Correct the day of the invitation or of the answer. The answer counts on the day of the invitation.
touches: [survey.invited_on, survey.answered_on]
--- */
select
  source,
  'survey' as table_name,
  survey_id as record_id,
  enrollment_id,
  'The answer of ' || answered_on || ' lies before the invitation of ' || invited_on || '.' as detail
from survey
where answered_on < invited_on
