/* ---
title: Outreach contacts who became engaged
question: Of the people that outreach met, how many became engaged?
finding: '{value} of {n} that outreach met became engaged.'
kind: ratio
unit: people
group: engagement
place: 5
headline: {better: higher}
grain: adult or head of household in outreach or night-by-night shelter
one_row_per: client
counts: >-
  Every adult and every head of household who was met in street outreach or night-by-night shelter up to the end of the period, once. Engaged is
  who has a date of engagement in the period; that date is a contact too.
leaves_out: People engaged before the period. Contacts after the engagement or the exit. Children who head no household.
needs: [enrollment.engaged_on, contact.outreach]
reads: [program.program_type]
control: shared
case_mix: [program_type]
source: HUD APR and CAPER Q9b
hud:
  like: HUD APR and CAPER Q9b, number of persons engaged, rate of engagement
  differs: >-
    The rule is the same for one program. Over several, HUD looks at the latest of all of a person's enrollments; we look at the latest among those in
    outreach and night-by-night shelter in which the person was met and not engaged before the period.
es:
  title: Personas de alcance en la calle que se vincularon
  question: De las personas con quienes se encontró el alcance en la calle, ¿cuántas se vincularon?
  finding: '{value} de {n} con quienes se encontró el alcance en la calle se vinculó.'
  grain: adulto o jefe de hogar en alcance en la calle o refugio noche a noche
  counts: >-
    Cada adulto y cada jefe de hogar con quien hubo un encuentro en alcance en la calle o en un refugio noche a noche hasta el final del período, una
    vez. Se vinculó quien tiene una fecha de vinculación en el período; esa fecha también es un contacto.
  leaves_out: >-
    Las personas vinculadas antes del período. Los contactos después de la vinculación o de la salida. Los niños que no son jefes de hogar.
  source: HUD APR y CAPER Q9b
  hud:
    like: HUD APR y CAPER Q9b, número de personas vinculadas, tasa de vinculación
    differs: >-
      La regla es la misma para un programa. En varios, HUD mira la más reciente de todas las inscripciones de una persona; nosotros miramos la más
      reciente entre las de alcance en la calle y refugio noche a noche en que hubo un encuentro con la persona y no se había vinculado antes del
      período.
--- */
select
  enrollment_id,
  last_contact_day as cohort_date,
  became_engaged as success,
  first_met as event
from outreach_contact($from, $to)
