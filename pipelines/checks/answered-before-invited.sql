/* ---
title: Survey answered before the invitation
severity: warning
remedy: Correct the day of the invitation or of the answer. The answer counts on the day of the invitation.
--- */
select
  source,
  'survey' as table_name,
  survey_id as record_id,
  enrollment_id,
  'The answer of ' || answered_on || ' lies before the invitation of ' || invited_on || '.' as detail
from survey
where answered_on < invited_on
