/* ---
title: Survey answered before the invitation
severity: warning
guidance: >-
  An answer belongs to the month in which it was given. With the two days the wrong way round nobody can tell which month that is.
remedy: Correct the day of the invitation or of the answer. The answer counts on the day of the invitation.
touches: [survey.invited_on, survey.answered_on]
es:
  title: Encuesta respondida antes de la invitación
  guidance: Una respuesta pertenece al mes en que se dio. Con los dos días invertidos nadie puede saber qué mes es.
  remedy: Corrija el día de la invitación o el de la respuesta. La respuesta cuenta el día de la invitación.
  details:
    'The answer of {1} lies before the invitation of {2}.':
      'La respuesta del {1} es anterior a la invitación del {2}.'
--- */
select
  source,
  'survey' as table_name,
  survey_id as record_id,
  enrollment_id,
  'The answer of ' || answered_on || ' lies before the invitation of ' || invited_on || '.' as detail
from survey
where answered_on < invited_on
