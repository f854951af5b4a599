/* ---
title: Birth date after the start
severity: warning
guidance: >-
  Age at project start decides who counts as an adult, in which type of household a family stands and who is asked for income. A birth date after
  the start gives no age at all.
remedy: Correct the birth date. A child born during the stay starts on the day of birth.
touches: [client.birth_date]
es:
  title: Fecha de nacimiento posterior al inicio
  guidance: >-
    La edad al inicio del proyecto decide quién cuenta como adulto, en qué tipo de hogar está una familia y a quién se pregunta por sus ingresos. Una
    fecha de nacimiento posterior al inicio no da ninguna edad.
  remedy: Corrija la fecha de nacimiento. Un niño que nace durante la estancia inicia el día en que nace.
  details:
    'The birth date lies after the start on {1}.':
      'La fecha de nacimiento es posterior al inicio del {1}.'
--- */
select
  e.source,
  'client' as table_name,
  e.client_id as record_id,
  e.enrollment_id,
  'The birth date lies after the start on ' || e.started_on || '.' as detail
from enrollment e
join client c using (client_id)
where c.birth_date > e.started_on
