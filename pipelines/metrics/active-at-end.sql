/* ---
title: Enrolled at the end
question: How many people are enrolled on the last day?
finding: '{value} remained enrolled after the last day.'
kind: count
unit: people
group: outputs
place: 6
headline: {better: neutral}
grain: person
one_row_per: client
carries_over: true
counts: >-
  Everybody who is enrolled on the last day of the period, or on the last day known if that is earlier, and does not leave on it; once, however
  many enrollments they have. In night-by-night shelter a night in the period is needed too.
leaves_out: People who leave on the last day itself.
needs: [enrollment.started_on, enrollment.exited_on]
reads: [contact.bed_night]
control: agency
source: HUD APR Q5a, stayers
hud:
  like: HUD APR Q5a, stayers
  differs: >-
    HUD looks at the latest of a person's enrollments alone: where that one has ended, the person is a leaver. We count the person as long as any
    chosen enrollment is open. Where the period goes on after the last day known, we say who is enrolled on that day. A person in two source systems
    counts twice.
es:
  title: Inscritos al final
  question: ¿Cuántas personas están inscritas el último día?
  finding: Había {value} con una inscripción abierta después del último día.
  grain: persona
  counts: >-
    Toda persona inscrita el último día del período, o el último día que se conoce si es anterior, y que no sale ese día; una sola vez, por muchas
    inscripciones que tenga. En un refugio noche a noche se necesita además una noche en el período.
  leaves_out: Las personas que salen el mismo último día.
  source: HUD APR Q5a, personas que permanecen
  hud:
    like: HUD APR Q5a, personas que permanecen
    differs: >-
      HUD mira solo la inscripción más reciente de una persona: si esa terminó, la persona ha salido. Nosotros contamos a la persona mientras esté
      abierta alguna de las inscripciones elegidas. Si el período sigue después del último día que se conoce, decimos quién está inscrito ese día. Una
      persona en dos sistemas de origen cuenta dos veces.
--- */
select
  enrollment_id,
  least($to, observed_until) as cohort_date
from active_enrollment($from, $to)
where exited_on is null or exited_on > $to
