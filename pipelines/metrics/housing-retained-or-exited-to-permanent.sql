/* ---
title: Housed and stayed housed
question: Of those who moved into permanent housing with us, how many kept a home?
finding: '{value} of {n} who had moved in kept their home or left for another permanent one.'
kind: ratio
unit: people
group: housing and access
place: 7
headline: {better: higher}
grain: person in permanent housing other than rapid re-housing
one_row_per: client
carries_over: true
counts: >-
  Everybody who was enrolled in permanent housing other than rapid re-housing in the period and had moved in by its end, once, by the latest of their
  enrollments. Who is still enrolled after the last day kept a home; so did who left for a permanent home. A destination that nobody knows counts as none.
leaves_out: >-
  Rapid re-housing. People who, in the latest of their enrollments, never moved in. Exits that HUD takes out of the count: deceased, hospital, long-term care, foster care.
needs: [enrollment.moved_in_on, enrollment.exited_on, enrollment.exit_destination]
reads: [program.program_type]
control: shared
case_mix: [program_type, household_type]
source: HUD System Performance Measure 7b.2
hud:
  like: HUD System Performance Measure 7b.2
  differs: HUD measures the whole system; here it is the chosen programs. The rule is the same.
es:
  title: Con vivienda y la conservan
  question: De quienes se mudaron con nosotros a una vivienda permanente, ¿cuántos conservaron una?
  finding: '{value} de {n} que se habían mudado conservó su vivienda o salió a otra permanente.'
  grain: persona en vivienda permanente que no es realojamiento rápido
  counts: >-
    Toda persona inscrita en el período en vivienda permanente que no es realojamiento rápido y que se había mudado al final de él, una vez, por la
    más reciente de sus inscripciones. Quien sigue inscrito después del último día conservó una vivienda; también quien salió a una vivienda
    permanente. Un destino que nadie conoce cuenta como ninguna.
  leaves_out: >-
    El realojamiento rápido. Las personas que, en la más reciente de sus inscripciones, nunca se mudaron. Las salidas que HUD saca de la cuenta:
    fallecimiento, hospital, cuidados a largo plazo, hogar de acogida.
  source: HUD, medida de desempeño del sistema 7b.2
  hud:
    like: HUD, medida de desempeño del sistema 7b.2
    differs: HUD mide todo el sistema; aquí son los programas elegidos. La regla es la misma.
--- */
-- One row per person first, as HUD counts: whose latest stay leaves the count is not counted by an earlier one.
select
  enrollment_id,
  case when is_leaver then exited_on else known_until end as cohort_date,
  coalesce(not is_leaver or exit_is_positive, false) as success,
  case when is_leaver then exit_recorded_by end as recorded_by,
  moved_in_on is not null and (not is_leaver or exit_is_positive is not null) as counted
from served($from, $to)
where is_permanent_housing and program_type is distinct from 'rapid re-housing'
