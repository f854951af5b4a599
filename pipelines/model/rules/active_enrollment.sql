/* ---
rule: enrollments that were active in a period, as HUD's reports have it
parameters: [first_day, last_day]
departures:
  - >-
    A period may end after the last day known. Then who is active is told up to that day; HUD's reports end with the export.
  - >-
    In night-by-night shelter a night in the period makes a stay active even where it lies before the start or after the exit of that stay, which a
    check reports. HUD's rule does not say.
es:
  rule: las inscripciones que estaban activas en un período, como en los informes de HUD
  departures:
    - >-
      Un período puede terminar después del último día que se conoce. Entonces quién está activo se dice hasta ese día; los informes de HUD terminan
      con la exportación.
    - >-
      En un refugio noche a noche, una noche en el período hace activa una estancia también donde es anterior al inicio o posterior a la salida de esa
      estancia, lo que señala una verificación. La regla de HUD no lo dice.
--- */
-- Night-by-night shelter also needs a bed night or an exit in the period.
select e.*
from enrollment e
where e.started_on <= last_day
  and (e.exited_on is null or e.exited_on >= first_day)
  and (
    e.program_type is distinct from 'night-by-night shelter'
    or e.exited_on between first_day and last_day
    or exists (
      select 1
      from contact c
      where c.enrollment_id = e.enrollment_id and c.is_bed_night and c.occurred_on between first_day and last_day
    )
  )
