/* ---
title: Move-in outside the stay
severity: error
guidance: >-
  Move-ins and the days to move-in rest on this one date. One before the project start or after the exit is dropped, here and in HUD’s reports, so
  the household counts as still waiting or as having left without a home.
remedy: Correct the move-in date. It is left out of every figure while it lies before the start or after the exit.
touches: [enrollment.moved_in_on]
mend: [enrollment.moved_in_on, enrollment.started_on, enrollment.exited_on]
es:
  title: Mudanza fuera de la estancia
  guidance: >-
    Las mudanzas y los días hasta la mudanza se basan en esta única fecha. Una antes del inicio del proyecto o después de la salida se descarta, aquí
    y en los informes de HUD, así que el hogar cuenta como aún en espera o como salido sin vivienda.
  remedy: Corrija la fecha de mudanza. Queda fuera de todas las cifras mientras sea anterior al inicio o posterior a la salida.
  details:
    'The move-in on {1} lies outside the stay from {2} to {3}.':
      'La mudanza del {1} queda fuera de la estancia del {2} al {3}.'
    'The move-in on {1} lies outside the stay from {2}.':
      'La mudanza del {1} queda fuera de la estancia desde el {2}.'
--- */
select
  g.source,
  'enrollment' as table_name,
  g.enrollment_id as record_id,
  g.enrollment_id,
  'The move-in on ' || g.moved_in_on || ' lies outside the stay from ' || g.started_on || coalesce(' to ' || g.exited_on, '') || '.' as detail
from given.enrollment g
join program p using (program_id)
where p.is_permanent_housing and (g.moved_in_on < g.started_on or g.moved_in_on > g.exited_on)
