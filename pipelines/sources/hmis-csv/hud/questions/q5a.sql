/* ---
title: Report validations
reports: [apr, caper]
rows:
  - Total number of persons served
  - Number of adults age 18 or over
  - Number of children under age 18
  - Number of persons with unknown age
  - Number of leavers
  - Number of adult leavers
  - Number of adult and head of household leavers
  - Number of stayers
  - Number of adult stayers
  - Number of veterans
  - Number of chronically homeless persons
  - Number of youth under age 25
  - Number of parenting youth under age 25 with children
  - Number of adult heads of household
  - Number of child and unknown age heads of household
  - Heads of households and adult stayers in the project 365 days or more
columns: [Count of Clients for DQ, Count of Clients]
--- */
select
  enrollment_id,
  [
    'Total number of persons served',
    case when age >= 18 then 'Number of adults age 18 or over' end,
    case when age < 18 then 'Number of children under age 18' end,
    case when age is null then 'Number of persons with unknown age' end,
    case when is_leaver then 'Number of leavers' else 'Number of stayers' end,
    case when is_leaver and age >= 18 then 'Number of adult leavers' end,
    case when is_leaver and is_adult_or_head then 'Number of adult and head of household leavers' end,
    case when not is_leaver and age >= 18 then 'Number of adult stayers' end,
    case when is_veteran then 'Number of veterans' end,
    case when is_chronic then 'Number of chronically homeless persons' end,
    case when is_youth then 'Number of youth under age 25' end,
    case when is_parenting_youth then 'Number of parenting youth under age 25 with children' end,
    case
      when is_head_of_household and age >= 18 then 'Number of adult heads of household'
      when is_head_of_household then 'Number of child and unknown age heads of household'
    end,
    case
      when not is_leaver and is_adult_or_head and days_stayed >= 365
        then 'Heads of households and adult stayers in the project 365 days or more'
    end
  ] as in_rows,
  ['Count of Clients', case when is_in_quality_universe then 'Count of Clients for DQ' end] as in_columns
from person
