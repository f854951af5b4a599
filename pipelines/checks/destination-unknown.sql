/* ---
title: Exit destination not known
severity: warning
guidance: >-
  Exits to permanent housing are counted out of all exits, and “client doesn’t know”, “prefers not to answer” and “data not collected” stay in that
  count as no permanent home. This is the field that lowers outcome figures most often, here and in HUD’s reports.
remedy: Ask where the person went and correct the destination. An unknown destination counts as no permanent home.
touches: [enrollment.exit_destination]
es:
  title: Destino de salida desconocido
  guidance: >-
    Las salidas a vivienda permanente se cuentan entre todas las salidas, y “el cliente no sabe”, “prefiere no responder” y “no se recopiló” siguen
    en esa cuenta como sin vivienda permanente. Este es el campo que más a menudo baja las cifras de resultados, aquí y en los informes de HUD.
  remedy: Pregunte adónde fue la persona y corrija el destino. Un destino desconocido cuenta como sin vivienda permanente.
  details:
    'The destination of the exit on {1} is "{2}".':
      'El destino de la salida del {1} es “{2}”.'
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The destination of the exit on ' || exited_on || ' is "' || exit_destination || '".' as detail
from enrollment
where exited_on is not null and exit_destination_group = 'unknown'
