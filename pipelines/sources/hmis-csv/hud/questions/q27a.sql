/* ---
title: Age of youth
reports: [apr]
rows: ['13-17', '18-24', 'Client Doesn''t Know/Refused', Data Not Collected, Total]
columns: households
departures:
  - >-
    A youth of 12 is in the total alone: there is no row for them.
--- */
select
  enrollment_id,
  [case when age_label <> '5-12' then age_label end, 'Total'] as in_rows,
  in_households as in_columns
from person
where is_youth
