/* ---
rule: each required element that the record of an enrollment lacks, one row each (after HUD APR Q6a to Q6c)
parameters: []
departures:
  - The answers "does not know" and "declined" are not missing; HUD counts them beside the missing ones.
  - An element for which the source has no column is not missing.
  - An income that is not known is missing, whatever the reason, for sources do not tell it.
es:
  rule: cada elemento obligatorio que le falta al registro de una inscripción, una fila por cada uno (según HUD APR Q6a a Q6c)
  departures:
    - Las respuestas “no sabe” y “prefirió no responder” no faltan; HUD las cuenta junto con las faltantes.
    - Un elemento para el que la fuente no tiene columna no falta.
    - Un ingreso que no se conoce falta, sea cual sea la razón, porque las fuentes no la dicen.
--- */
with has as (
  select source, list(table_name || '.' || column_name) as columns
  from collected
  group by source
),
household as (
  -- A household may come back under the same id with another head: those whose stays overlap one's own count.
  select e.enrollment_id, count(distinct h.client_id) as heads
  from enrollment e
  left join enrollment h
    on h.is_head_of_household
    and h.program_id = e.program_id
    and h.household_id = e.household_id
    and h.started_on <= coalesce(e.exited_on, date '9999-12-31')
    and coalesce(h.exited_on, date '9999-12-31') >= e.started_on
  where e.household_id is not null
  group by e.enrollment_id
),
first_income as (
  select distinct i.enrollment_id
  from income i
  join enrollment e using (enrollment_id)
  where i.total is not null and (i.stage = 'start' or i.assessed_on = e.started_on)
),
record as (
  select
    e.*,
    c.* exclude (client_id, source, batch_id, observed_until, recorded_at, recorded_by, updated_at, disabling_condition),
    coalesce(e.age_at_start >= 18, false) as is_adult,
    coalesce(e.age_at_start >= 18, false) or e.is_head_of_household as is_adult_or_head,
    coalesce(h.heads, e.is_head_of_household::int) as heads,
    f.enrollment_id is not null as has_first_income
  from enrollment e
  left join client c using (client_id)
  left join household h using (enrollment_id)
  left join first_income f using (enrollment_id)
),
element as (
  select
    enrollment_id,
    source,
    unnest([
      {element: 'birth date', of: 'client.birth_date', missing: birth_date is null},
      {
        element: 'race and ethnicity',
        of: 'client.race_ethnicity',
        missing: coalesce(race_ethnicity, 'not collected') = 'not collected'
      },
      {
        element: 'sex or gender',
        of: 'client.sex_or_gender',
        missing: coalesce(sex_or_gender, 'not collected') = 'not collected'
      },
      {
        element: 'veteran status',
        of: 'client.veteran',
        missing: is_adult and coalesce(veteran, 'not collected') = 'not collected'
      },
      {
        element: 'disabling condition',
        of: 'client.disabling_condition',
        missing: coalesce(disabling_condition, 'not collected') = 'not collected'
      },
      {element: 'head of the household', of: 'enrollment.is_head_of_household', missing: heads <> 1},
      {
        element: 'prior living situation',
        of: 'enrollment.prior_living_situation',
        missing: is_adult_or_head and prior_living_situation = 'not collected'
      },
      {
        element: 'destination',
        of: 'enrollment.exit_destination',
        missing: exit_destination in ('not collected', 'no exit interview', 'rental, subsidy not said')
      },
      {element: 'income at the start', of: 'income.total', missing: is_adult_or_head and not has_first_income}
    ]) as required
  from record
)
select e.enrollment_id, e.required.element as element
from element e
join has using (source)
where e.required.missing and list_contains(has.columns, e.required.of)
