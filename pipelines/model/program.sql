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
--- */
with named as (
  select
    *,
    case when count(distinct source) over (partition by name) > 1 then name || ' (' || source || ')' else name end as source_label
  from given.program
)
select
  * exclude (source_label),
  -- HMIS.md, project types 3, 9, 10 and 13.
  program_type in ('permanent supportive housing', 'permanent housing only', 'permanent housing with services', 'rapid re-housing')
    as is_permanent_housing,
  case
    when count(*) over (partition by source_label) > 1 then source_label || ' (' || left(program_id::varchar, 8) || ')'
    else source_label
  end as label
from named
