/* ---
title: Exits from street outreach
reports: [spm]
rows:
  - 'Universe: Persons who exit Street Outreach'
  - 'Of persons above, those who exited to temporary & some institutional destinations'
  - 'Of the persons above, those who exited to permanent housing destinations'
  - '% Successful exits'
columns: ['Current FY']
mean: ['% Successful exits']
--- */
-- Who is still in outreach has not left; of several exits the last one counts.
with left_street as (
  select *
  from stay
  where program_type = 'street outreach'
  qualify bool_and(is_leaver) over (partition by client_id)
    and row_number() over (partition by client_id order by exited_on desc, source_order desc nulls last, enrollment_id desc) = 1
)
select
  enrollment_id,
  [
    'Universe: Persons who exit Street Outreach',
    case
      when exit_destination_group = 'permanent' then 'Of the persons above, those who exited to permanent housing destinations'
      when exit_is_positive then 'Of persons above, those who exited to temporary & some institutional destinations'
    end,
    '% Successful exits'
  ] as in_rows,
  ['Current FY'] as in_columns,
  exit_is_positive::int::double as value,
  'destination: ' || exit_destination as because
from left_street
where exit_is_positive is not null
