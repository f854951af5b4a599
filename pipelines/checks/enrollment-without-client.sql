/* ---
title: Enrollment of an unknown person
severity: error
guidance: >-
  Age, household type, veteran status and every other breakdown come from the client record. Without it the stay counts, but in no group, and HUD’s
  reports do not see the person.
remedy: Export the person's record with it. The enrollment is counted; age, veteran status and the like are not known.
touches: [client.birth_date]
mend: [client.client_id, enrollment.client_id]
es:
  title: Inscripción de una persona desconocida
  guidance: >-
    La edad, el tipo de hogar, la condición de veterano y todo otro desglose provienen del registro del cliente. Sin él la estancia cuenta, pero en
    ningún grupo, y los informes de HUD no ven a la persona.
  remedy: >-
    Exporte también el registro de la persona. La inscripción se cuenta; la edad, la condición de veterano y lo demás no se conocen.
  details:
    'The person of this enrollment is not in the export.':
      'La persona de esta inscripción no está en la exportación.'
--- */
select
  e.source,
  'enrollment' as table_name,
  e.enrollment_id as record_id,
  e.enrollment_id,
  'The person of this enrollment is not in the export.' as detail
from enrollment e
left join client c using (client_id)
where c.client_id is null
