/* ---
title: Exit after the end of the export
severity: warning
guidance: >-
  An export says what had happened up to its last day. An exit later than that is planned at best, so the client is still counted as enrolled, and
  the exit only once a later export confirms it.
remedy: Correct the exit date if it is a slip. Until it is reached the enrollment counts as open.
touches: [enrollment.exited_on]
es:
  title: Salida posterior al fin de la exportación
  guidance: >-
    Una exportación dice lo que había ocurrido hasta su último día. Una salida posterior es a lo sumo un plan, así que el cliente sigue contando como
    inscrito, y la salida solo cuando una exportación posterior la confirme.
  remedy: Corrija la fecha de salida si es un error. Hasta que llegue, la inscripción cuenta como abierta.
  details:
    'The exit on {1} lies after {2}, up to which the data is known.':
      'La salida del {1} es posterior al {2}, hasta el cual se conocen los datos.'
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The exit on ' || exited_on || ' lies after ' || observed_until || ', up to which the data is known.' as detail
from given.enrollment
where exited_on > observed_until
