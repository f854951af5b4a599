/* ---
row: a program (in HMIS, a project)
given:
  program_id: uuid
  name: varchar
  program_type: varchar
  organization: varchar
  site: varchar
  funders: varchar
  operating_from: date
  operating_to: date
  capacity: integer
departures:
  - >-
    An enrollment in a program that the export does not hold is kept, as one in a program of no known type. HUD's reports start from the project, and
    do not see it.
es:
  row: un programa (en HMIS, un proyecto)
  departures:
    - >-
      Una inscripción en un programa que la exportación no contiene se conserva, como una en un programa de tipo desconocido. Los informes de HUD
      parten del proyecto, y no la ven.
--- */
with known as (
  select *
  from given.program
  union all by name
  -- Enrollments of a program that the export does not hold still have one, of which nothing else is known.
  select e.source, e.program_id, any_value(e.batch_id) as batch_id, max(e.observed_until) as observed_until, 'program not in the export' as name
  from given.enrollment e
  left join given.program p using (program_id)
  where p.program_id is null and e.program_id is not null
  group by e.source, e.program_id
),
named as (
  select
    *,
    case when count(distinct source) over (partition by name) > 1 then name || ' (' || source || ')' else name end as source_label
  from known
)
select
  * exclude (source_label),
  -- HMIS.md, project types 3, 9, 10 and 13.
  coalesce(
    program_type in (
      'permanent supportive housing', 'permanent housing only', 'permanent housing with services', 'rapid re-housing'
    ),
    false
  ) as is_permanent_housing,
  case
    when count(*) over (partition by source_label) > 1 then source_label || ' (' || left(program_id::varchar, 8) || ')'
    else source_label
  end as label
from named
