/* ---
title: Night-by-night shelter without a bed night
severity: error
guidance: >-
  In a night-by-night shelter somebody is served on the nights that were written down. Without any, the whole project drops out of the people
  served, here and in HUD’s reports.
remedy: Export the bed nights (Services.csv in HMIS) with it. Without them nobody who stays counts as served.
touches: [contact.bed_night]
mend: [contact.bed_night, contact.occurred_on]
es:
  title: Refugio noche a noche sin ninguna noche en cama
  guidance: >-
    En un refugio noche a noche se atiende a alguien en las noches que se anotaron. Sin ninguna, todo el proyecto sale de las personas atendidas,
    aquí y en los informes de HUD.
  remedy: Exporte también las noches en cama (Services.csv en HMIS). Sin ellas nadie que permanezca cuenta como atendido.
  details:
    'No enrollment of this program has a bed night.':
      'Ninguna inscripción de este programa tiene una noche en cama.'
--- */
select
  p.source,
  'program' as table_name,
  p.program_id as record_id,
  null::uuid as enrollment_id,
  'No enrollment of this program has a bed night.' as detail
from program p
where p.program_type = 'night-by-night shelter'
  and exists (select 1 from enrollment e where e.program_id = p.program_id)
  and not exists (
    select 1
    from enrollment e
    join contact c using (enrollment_id)
    where e.program_id = p.program_id and c.is_bed_night
  )
