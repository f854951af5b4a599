/* ---
row: an invitation to a survey and its answer
after: [enrollment]
given:
  survey_id: uuid
  enrollment_id: uuid
  invited_on: date
  answered_on: date
  score: double
  scale_max: double
es:
  row: una invitación a una encuesta y su respuesta
--- */
select
  g.* replace (
    case when g.answered_on <= g.observed_until then g.answered_on end as answered_on,
    case when g.answered_on > g.observed_until then null else g.score end as score
  )
from given.survey g
join enrollment e using (enrollment_id)
where g.invited_on <= g.observed_until
