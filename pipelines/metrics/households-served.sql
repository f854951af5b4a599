/* ---
title: Households served
question: How many households did we serve?
finding: We worked with {value}.
kind: count
unit: households
group: outputs
place: 2
headline: {better: neutral}
grain: household, by its head
one_row_per: client
carries_over: true
counts: Every household that was enrolled on at least one day of the period, by its head, once, however many enrollments the head had.
leaves_out: >-
  Households without a head (a problem that the checks report). Where somebody was enrolled in several programs, all but the latest of their
  enrollments.
needs: [enrollment.started_on, enrollment.is_head_of_household]
reads: [contact.bed_night]
control: agency
source: HUD APR Q8a, which counts heads of household
hud:
  like: HUD APR Q8a, total households
  differs: >-
    The rule is the same, and like HUD we count heads rather than household ids. Ours is of every program and every source system unless some are
    chosen; a head of household in two systems counts twice. We do not split it by type of household here: break it down by that instead.
es:
  title: Hogares atendidos
  question: ¿A cuántos hogares servimos?
  finding: Trabajamos con {value}.
  grain: hogar, por su jefe
  counts: >-
    Cada hogar inscrito al menos un día del período, por su jefe, una sola vez, por muchas inscripciones que tenga el jefe.
  leaves_out: >-
    Los hogares sin jefe (un problema que señalan las verificaciones). De quien estuvo inscrito en varios programas, todas sus inscripciones salvo la
    más reciente.
  source: HUD APR Q8a, que cuenta jefes de hogar
  hud:
    like: HUD APR Q8a, total de hogares
    differs: >-
      La regla es la misma, y como HUD contamos jefes y no identificadores de hogar. La nuestra es de todos los programas y todos los sistemas de
      origen, salvo que se elijan algunos; un jefe de hogar en dos sistemas cuenta dos veces. Aquí no la dividimos por tipo de hogar; para eso,
      desglósela por él.
--- */
-- One row per person first, then the heads among them, as HUD counts.
select
  enrollment_id,
  least($to, coalesce(exited_on, $to), observed_until) as cohort_date,
  is_head_of_household as counted
from active_enrollment($from, $to)
