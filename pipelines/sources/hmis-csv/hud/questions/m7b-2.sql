/* ---
title: Exits to or retention of permanent housing
reports: [spm]
rows:
  - 'Universe: Persons in all PH projects except PH-RRH who exited after moving into housing, or who moved into housing and remained in the PH project'
  - 'Of persons above, those who remained in applicable PH projects and those who exited to permanent housing destinations'
  - '% Successful exits/retention'
columns: ['Current FY']
mean: ['% Successful exits/retention']
--- */
-- One stay a person: of those who are still there the latest start, of those who left the last exit.
with latest as (
  select *
  from stay
  where is_permanent_housing and program_type <> 'rapid re-housing'
  qualify row_number() over (
    partition by client_id
    order by is_leaver, case when is_leaver then exited_on else started_on end desc, source_order desc nulls last, enrollment_id desc
  ) = 1
)
select
  enrollment_id,
  [
    'Universe: Persons in all PH projects except PH-RRH who exited after moving into housing, or who moved into housing and remained in the PH project',
    case
      when not is_leaver or exit_destination_group = 'permanent'
        then 'Of persons above, those who remained in applicable PH projects and those who exited to permanent housing destinations'
    end,
    '% Successful exits/retention'
  ] as in_rows,
  ['Current FY'] as in_columns,
  (not is_leaver or exit_destination_group = 'permanent')::int::double as value,
  case when is_leaver then 'destination: ' || exit_destination else 'is still there' end as because
from latest
where moved_in_on is not null and exit_destination_group is distinct from 'excluded'
