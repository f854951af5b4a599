/* ---
title: Exits to permanent housing
reports: [spm]
rows:
  - 'Universe: Persons in ES-EE, ES-NbN, SH, TH, and PH - RRH who exited, plus persons in other PH projects who exited without moving into housing'
  - 'Of the persons above, those who exited to permanent housing destinations'
  - '% Successful exits'
columns: ['Current FY']
mean: ['% Successful exits']
--- */
-- Who is still somewhere has not left; of several exits the last one counts.
with last_exit as (
  select *
  from stay
  where is_permanent_housing
    or program_type in ('emergency shelter', 'night-by-night shelter', 'safe haven', 'transitional housing')
  qualify bool_and(is_leaver) over (partition by client_id)
    and row_number() over (partition by client_id order by exited_on desc, source_order desc nulls last, enrollment_id desc) = 1
)
select
  enrollment_id,
  [
    'Universe: Persons in ES-EE, ES-NbN, SH, TH, and PH - RRH who exited, plus persons in other PH projects who exited without moving into housing',
    case when exit_destination_group = 'permanent' then 'Of the persons above, those who exited to permanent housing destinations' end,
    '% Successful exits'
  ] as in_rows,
  ['Current FY'] as in_columns,
  (exit_destination_group = 'permanent')::int::double as value,
  'destination: ' || exit_destination as because
from last_exit
where exit_destination_group <> 'excluded'
  and (not is_permanent_housing or program_type = 'rapid re-housing' or moved_in_on is null)
