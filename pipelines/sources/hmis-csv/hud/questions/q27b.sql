/* ---
title: Parenting youth
reports: [apr]
rows: ['Parent youth < 18', Parent youth 18 to 24]
columns: [Total Parenting Youth, Total Children of Parenting Youth, Total Persons, Total Households]
--- */
select
  enrollment_id,
  [case when household = 'With Children And Adults' then 'Parent youth 18 to 24' else 'Parent youth < 18' end] as in_rows,
  [
    case
      when is_adult_or_head then 'Total Parenting Youth'
      when relationship = 2 then 'Total Children of Parenting Youth'
    end,
    'Total Persons',
    case when is_head_of_household then 'Total Households' end
  ] as in_columns
from person
where is_young_household and has_child
