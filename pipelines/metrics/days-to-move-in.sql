/* ---
title: Days from enrollment to housing move-in
question: How long do the households that we enroll wait for a home?
finding: '{value} of {n} had a home within {day} days.'
kind: time_to_event
unit: days
rows: households
group: housing and access
place: 1
headline: {share_by: 90, better: higher}
also: [{share_by: 30}, {share_by: 60}, {share_by: 180}, half_by]
grain: head of household, each time one enters a permanent-housing program
counts: >-
  Every head of household who started in a permanent-housing program, rapid re-housing among them, by the day of the start. The days run from the
  start to the first night in the home. Households that still wait count with the days that they have waited so far. Those that left without a home
  count as left without a home.
leaves_out: >-
  Other members of a household, who move in with its head. Programs that are not permanent housing. Enrollments that end before they start. A move-in
  date before the start or after the exit counts as none.
needs: [enrollment.started_on, enrollment.moved_in_on, enrollment.exited_on, enrollment.is_head_of_household]
reads: [program.program_type]
control: shared
case_mix: [program_type, household_type]
source: our own
hud:
  like: HUD APR Q22c, days from start to move-in
  differs: >-
    Q22c counts the heads of household who moved in or left without a home in the period, with the members who share the move-in, and only waits of 0
    to 730 days. It gives the mean and the median of those who moved in, and leaves out who still waits. We count households, by the day on which they
    started, and all of them: who still waits counts for as long as they have waited, and who left without a home stays in the count. So Q22c can look
    fast while many wait; ours cannot.
es:
  title: Días desde la inscripción hasta la mudanza a la vivienda
  question: ¿Cuánto esperan una vivienda los hogares que inscribimos?
  finding: '{value} de {n} tuvo vivienda en {day} días.'
  grain: jefe de hogar, cada vez que entra en un programa de vivienda permanente
  counts: >-
    Cada jefe de hogar que inició en un programa de vivienda permanente, entre ellos el realojamiento rápido, por el día del inicio. Los días van del
    inicio a la primera noche en la vivienda. Los hogares que aún esperan cuentan con los días que han esperado hasta ahora. Los que salieron sin
    vivienda cuentan como salidos sin vivienda.
  leaves_out: >-
    Los demás miembros de un hogar, que se mudan con su jefe. Los programas que no son de vivienda permanente. Las inscripciones que terminan antes
    de empezar. Una fecha de mudanza antes del inicio o después de la salida cuenta como ninguna.
  source: nuestra
  hud:
    like: HUD APR Q22c, días desde el inicio hasta la mudanza
    differs: >-
      Q22c cuenta a los jefes de hogar que se mudaron o salieron sin vivienda en el período, con los miembros que comparten la mudanza, y solo esperas
      de 0 a 730 días. Da el promedio y la mediana de los que se mudaron, y deja fuera a quien aún espera. Nosotros contamos hogares, por el día en que
      iniciaron, y todos ellos: quien aún espera cuenta por el tiempo que lleva esperando, y quien salió sin vivienda sigue en la cuenta. Por eso Q22c
      puede parecer rápida mientras muchos esperan; la nuestra no.
--- */
-- Leaving without a home is an outcome, not missing data: it competes.
select w.enrollment_id, w.cohort_date, w.days, w.outcome
from stage_wait('placed') w
join enrollment e using (enrollment_id)
where e.is_head_of_household and e.is_permanent_housing
