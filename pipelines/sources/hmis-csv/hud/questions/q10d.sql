/* ---
title: Gender by age
reports: [caper]
rows: gender
columns: [Total, Under Age 18, Age 18 to 24, Age 25 to 61, Age 62 and over, 'Client Doesn''t Know/Refused', Data Not Collected]
--- */
select
  enrollment_id,
  [gender, 'Total'] as in_rows,
  [
    'Total',
    case
      when age < 18 then 'Under Age 18'
      when age < 25 then 'Age 18 to 24'
      when age < 62 then 'Age 25 to 61'
      when age >= 62 then 'Age 62 and over'
      else age_group
    end
  ] as in_columns
from person
