/* ---
title: Persons homeless in shelter in the year
reports: [spm]
rows: ['Unduplicated Total sheltered persons', 'Emergency Shelter Total', 'Safe Haven Total', 'Transitional Housing Total']
columns: ['Current FY']
departures:
  - >-
    The count of one night, measure 3.1, is no count of HMIS and is not here.
--- */
select
  enrollment_id,
  [
    'Unduplicated Total sheltered persons',
    case program_type
      when 'safe haven' then 'Safe Haven Total'
      when 'transitional housing' then 'Transitional Housing Total'
      else 'Emergency Shelter Total'
    end
  ] as in_rows,
  ['Current FY'] as in_columns
from stay
where program_type in ('emergency shelter', 'night-by-night shelter', 'safe haven', 'transitional housing')
