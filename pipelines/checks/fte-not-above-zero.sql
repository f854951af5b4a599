/* ---
title: Share of full time that is not above 0
severity: error
guidance: >-
  The caseload is divided by the worker’s share of full time, so that part-time staff can be compared. With 0 or less there is nothing to divide by.
remedy: Correct the worker's share of full time in the roster, 1 for full time. Until then the worker is left out of the caseload.
touches: [worker.fte]
es:
  title: Parte de jornada completa que no es mayor que 0
  guidance: >-
    La carga de casos se divide por la parte de jornada completa del trabajador, para poder comparar al personal de tiempo parcial. Con 0 o menos no
    hay por qué dividir.
  remedy: >-
    Corrija en la lista de personal la parte de jornada completa del trabajador, 1 para jornada completa. Hasta entonces el trabajador queda fuera de
    la carga de casos.
  details:
    'The share of full time is {1}.':
      'La parte de jornada completa es {1}.'
--- */
select
  source,
  'worker' as table_name,
  worker_id as record_id,
  null::uuid as enrollment_id,
  'The share of full time is ' || fte || '.' as detail
from worker
where fte <= 0
