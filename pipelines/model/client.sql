/* ---
row: a person, as a source system knows them, or several that a crosswalk joins
given:
  client_id: uuid
  birth_date: date
  sex_or_gender: varchar
  race_ethnicity: varchar
  veteran: varchar
  disabling_condition: varchar
  language: varchar
  zip3: varchar
departures:
  - >-
    A person is one within a source system, unless a crosswalk says that records of two systems are one person. HUD's reports are of one HMIS; here
    several systems may lie side by side.
  - >-
    Of a person whom a crosswalk joins, the system that comes first by its key says who they are; the others say what it does not.
es:
  row: una persona, como la conoce un sistema de origen, o varias que une una tabla de enlaces
  departures:
    - >-
      Una persona es una dentro de un sistema de origen, salvo que una tabla de enlaces diga que registros de dos sistemas son una misma persona. Los
      informes de HUD son de un solo HMIS; aquí puede haber varios sistemas lado a lado.
    - >-
      De una persona que une una tabla de enlaces, el sistema que va primero por su clave dice quién es; los demás dicen lo que ese no dice.
--- */
select g.*
from given.client g
anti join given.person p on p.client_id = g.client_id
union all by name
select
  first(g.source order by g.source) as source,
  first(g.batch_id order by g.source) as batch_id,
  first(g.observed_until order by g.source) as observed_until,
  first(g.recorded_at order by g.source) as recorded_at,
  first(g.recorded_by order by g.source) as recorded_by,
  first(g.updated_at order by g.source) as updated_at,
  p.person_id as client_id,
  first(g.birth_date order by g.birth_date is null, g.source) as birth_date,
  first(g.sex_or_gender order by how_known(g.sex_or_gender), g.source) as sex_or_gender,
  first(g.race_ethnicity order by how_known(g.race_ethnicity), g.source) as race_ethnicity,
  first(g.veteran order by how_known(g.veteran), g.source) as veteran,
  first(g.disabling_condition order by how_known(g.disabling_condition), g.source) as disabling_condition,
  first(g.language order by how_known(g.language), g.source) as language,
  first(g.zip3 order by g.zip3 is null, g.source) as zip3
from given.client g
join given.person p on p.client_id = g.client_id
group by p.person_id
