/* ---
row: an adult, by whether they are a veteran and chronically homeless
after: [person]
--- */
select
  enrollment_id,
  program_id,
  household_id,
  in_households,
  case
    when is_veteran and is_chronic then 'Chronically Homeless Veteran'
    when is_veteran then 'Non-Chronically Homeless Veteran'
    when veteran = 'no' then 'Not a Veteran'
    when veteran in ('does not know', 'declined') then 'Client doesn’t know/Client refused'
    else 'Data not collected'
  end as label
from person
where age >= 18
