/* ---
title: Utilization
question: How full are our beds?
finding: 'On an average night {value} of our beds were taken.'
kind: mean
unit: share
rows: nights of a program
group: outputs
place: 9
headline: {better: neutral}
grain: program and night
carries_over: true
counts: >-
  Every night of every program whose number of beds is known: the people who slept there, out of its beds. A program counts by its beds. In permanent
  housing people count from the night of the move-in, in night-by-night shelter by the nights that were written down, everywhere else from the start; the
  night of the exit does not count. It can be more than 100 %.
leaves_out: >-
  Programs with no beds or an unknown number, and those of which no night at all is known. Nights before the program opened or after it closed, and those
  that the data does not cover. Somebody who is enrolled twice in a program takes one bed.
needs: [program.capacity, enrollment.started_on, enrollment.exited_on]
reads: [contact.bed_night, program.program_type]
control: agency
source: our own
hud:
  like: HUD APR Q7b, persons on four nights, and the utilization rate of the Housing Inventory Count
  differs: >-
    HUD looks at four Wednesdays of the year, or at one night in January, with the beds of that night. Ours takes every night. The number of beds is the
    one known on the last day, on earlier nights too, and units that hold several people must be given as beds.
es:
  title: Ocupación
  question: ¿Qué tan llenas están nuestras camas?
  finding: En una noche promedio estaba ocupado {value} de nuestras camas.
  grain: programa y noche
  counts: >-
    Cada noche de cada programa cuyo número de camas se conoce; las personas que durmieron allí, entre sus camas. Un programa cuenta por sus camas.
    En vivienda permanente las personas cuentan desde la noche de la mudanza, en un refugio noche a noche por las noches anotadas, en todo lo demás
    desde el inicio; la noche de la salida no cuenta. Puede ser más de 100 %.
  leaves_out: >-
    Los programas sin camas o con un número desconocido, y aquellos de los que no se conoce ninguna noche. Las noches antes de que el programa
    abriera o después de que cerrara, y las que los datos no abarcan. Quien está inscrito dos veces en un programa ocupa una cama.
  source: nuestra
  hud:
    like: HUD APR Q7b, personas en cuatro noches, y la tasa de ocupación del conteo de inventario de vivienda (HIC)
    differs: >-
      HUD mira cuatro miércoles del año, o una noche de enero, con las camas de esa noche. La nuestra toma todas las noches. El número de camas es el
      que se conoce el último día, también para noches anteriores, y las unidades en las que caben varias personas deben indicarse como camas.
--- */
with stay as (
  select program_id, client_id, moved_in_on as first_night, coalesce(exited_on, observed_until + 1) as until
  from enrollment
  where program_type is distinct from 'night-by-night shelter' and moved_in_on is not null
  union
  select e.program_id, e.client_id, c.occurred_on, c.occurred_on + 1
  from enrollment e
  join contact c using (enrollment_id)
  where e.program_type = 'night-by-night shelter'
    and c.is_bed_night
    and c.occurred_on >= e.started_on
    and c.occurred_on < coalesce(e.exited_on, date '9999-12-31')
),
-- What overlaps an earlier stay of the person is not counted again.
apart as (
  select program_id, until, greatest(first_night, max(until) over earlier) as first_night
  from stay
  window earlier as (
    partition by program_id, client_id order by first_night, until rows between unbounded preceding and 1 preceding
  )
),
change as (
  select program_id, first_night as night, 1 as people
  from apart
  where first_night < until
  union all
  select program_id, until, -1
  from apart
  where first_night < until
),
-- How many sleep there from this night until the next in the table.
level as (
  select program_id, night, sum(sum(people)) over (partition by program_id order by night) as occupied
  from change
  group by program_id, night
),
open as (
  select
    p.program_id,
    p.capacity,
    unnest(
      generate_series(
        greatest(coalesce(p.operating_from, known.first_night), s.observed_from),
        least(p.operating_to, p.observed_until),
        interval 1 day
      )
    )::date as night
  from program p
  join source s using (source)
  join (select program_id, min(night) as first_night from level group by program_id) known using (program_id)
  where p.capacity > 0
)
select
  o.program_id,
  o.night as cohort_date,
  coalesce(l.occupied, 0) / o.capacity as value,
  o.capacity as weight
from open o
asof left join level l on l.program_id = o.program_id and l.night <= o.night
