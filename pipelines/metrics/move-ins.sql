/* ---
title: Move-ins to permanent housing
question: How many people moved into a home?
finding: We counted {value} to a permanent home.
kind: count
unit: people moving in
group: outputs
place: 4
headline: {better: higher}
grain: enrollment in a permanent-housing program
counts: >-
  Everybody in a permanent-housing program, rapid re-housing among them, by the day of their move-in. Members of a household move in with its
  head, or on their own first day if they come later. Somebody who moves in twice counts twice.
leaves_out: Homes found through other programs. A move-in date before the start or after the exit counts as none.
needs: [enrollment.moved_in_on]
reads: [program.program_type]
control: shared
source: our own, on HUD's effective move-in date
hud:
  like: HUD APR Q22c and Q7a, people who moved into permanent housing
  differs: >-
    All three use HUD's effective move-in date. Q22c counts each person once, by the latest of their enrollments, and only waits of 0 to 730 days. Q7a
    counts in permanent supportive housing and rapid re-housing only, and everybody served who had moved in by the end of the period, also years
    before it. We count every move-in in the period, in all permanent-housing programs, and somebody who moves in twice counts twice.
es:
  title: Mudanzas a vivienda permanente
  question: ¿Cuántas personas se mudaron a una vivienda?
  finding: Contamos {value} a una vivienda permanente.
  grain: inscripción en un programa de vivienda permanente
  counts: >-
    Toda persona en un programa de vivienda permanente, entre ellos el realojamiento rápido, por el día de su mudanza. Los miembros de un hogar se
    mudan con su jefe, o en su propio primer día si llegan más tarde. Quien se muda dos veces cuenta dos veces.
  leaves_out: >-
    Las viviendas encontradas por otros programas. Una fecha de mudanza antes del inicio o después de la salida cuenta como ninguna.
  source: nuestra, sobre la fecha efectiva de mudanza de HUD
  hud:
    like: HUD APR Q22c y Q7a, personas que se mudaron a vivienda permanente
    differs: >-
      Las tres usan la fecha efectiva de mudanza de HUD. Q22c cuenta a cada persona una vez, por la más reciente de sus inscripciones, y solo esperas
      de 0 a 730 días. Q7a cuenta solo en vivienda permanente con apoyo y realojamiento rápido, y a toda persona atendida que se había mudado al final
      del período, también años antes. Nosotros contamos cada mudanza del período, en todos los programas de vivienda permanente, y quien se muda dos
      veces cuenta dos veces.
--- */
select
  enrollment_id,
  moved_in_on as cohort_date
from enrollment
where is_permanent_housing and moved_in_on is not null
