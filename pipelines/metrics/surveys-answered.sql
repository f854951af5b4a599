/* ---
title: Surveys answered
question: How many of those whom we ask for their opinion give it?
finding: '{value} of {n} were answered.'
kind: ratio
unit: invitations
group: client voice
asks: how well
place: 2
headline: {better: higher}
grain: invitation to a survey made at least 30 days before the last day known
counts: Every invitation to a survey that is at least 30 days old, by its day. It is answered where an answer came, however long that took.
leaves_out: Invitations of the last 30 days known, which had too little time.
needs: [survey.invited_on, survey.answered_on]
control: shared
case_mix: [program_type]
source: our own
es:
  title: Encuestas respondidas
  question: ¿Cuántas de las personas a quienes pedimos su opinión la dan?
  finding: '{value} de {n} tuvo respuesta.'
  grain: invitación a una encuesta hecha al menos 30 días antes del último día que se conoce
  counts: >-
    Cada invitación a una encuesta de al menos 30 días, por su día. Está respondida donde llegó una respuesta, por mucho que tardara.
  leaves_out: Las invitaciones de los últimos 30 días que se conocen, que tuvieron muy poco tiempo.
  source: nuestra
--- */
select
  enrollment_id,
  survey_id as record_id,
  invited_on as cohort_date,
  answered_on is not null or score is not null as success,
  recorded_by
from survey
where invited_on <= observed_until - 30
