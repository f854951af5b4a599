/* ---
title: People served
question: How many people did we serve?
finding: We worked with {value}.
kind: count
unit: people
group: outputs
place: 1
headline: {better: neutral}
grain: person
one_row_per: client
carries_over: true
accrues: true
counts: >-
  Everybody who was enrolled on at least one day of the period, once, however many enrollments they had. In night-by-night shelter a night or an
  exit in the period is needed too.
leaves_out: People whose enrollments all ended before the period or begin after it.
needs: [enrollment.started_on]
reads: [contact.bed_night]
control: agency
source: HUD APR Q5a, total persons served
hud:
  like: HUD APR Q5a, total number of persons served
  differs: >-
    The rule is the same. HUD's report is of one project or of those chosen, in one HMIS; ours is of every program and every source system unless some
    are chosen. Ids mean nothing across source systems, so a person in two of them counts twice, unless a crosswalk says who is who.
es:
  title: Personas atendidas
  question: ¿A cuántas personas servimos?
  finding: Trabajamos con {value}.
  grain: persona
  counts: >-
    Toda persona inscrita al menos un día del período, una sola vez, por muchas inscripciones que tenga. En un refugio noche a noche se necesita
    además una noche o una salida en el período.
  leaves_out: Las personas cuyas inscripciones terminaron todas antes del período o comienzan después.
  source: HUD APR Q5a, total de personas atendidas
  hud:
    like: HUD APR Q5a, número total de personas atendidas
    differs: >-
      La regla es la misma. El informe de HUD es de un proyecto o de los elegidos, en un solo HMIS; la nuestra es de todos los programas y todos los
      sistemas de origen, salvo que se elijan algunos. Los identificadores no significan nada entre sistemas de origen, de modo que una persona en dos
      de ellos cuenta dos veces, salvo que una tabla de enlaces diga quién es quién.
--- */
select
  enrollment_id,
  least($to, coalesce(exited_on, $to), observed_until) as cohort_date
from active_enrollment($from, $to)
