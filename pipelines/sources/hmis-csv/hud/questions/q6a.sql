/* ---
title: Data quality, personally identifying information
reports: [apr, caper]
rows: [Name, SSN, DOB, Race, Ethnicity, Gender, Overall Score]
columns: ['Client Doesn''t Know/Refused', Information Missing, Data Issues, Total, ErrorRate]
mean: [ErrorRate]
departures:
  - >-
    An SSN is kept as given or not given only: that a number cannot be one is an issue in HUD's table, and not seen here.
checks:
  DOB: [birth-after-start, joined-birth-dates]
--- */
-- Where something is wrong the element's error counts; the overall row has everybody once.
select
  enrollment_id,
  [element] as in_rows,
  [wrong, case when wrong is not null then 'Total' end, 'ErrorRate'] as in_columns,
  (wrong is not null)::int::double as value,
  element || coalesce(': ' || wrong, ': nothing is wrong') as because
from element
union all
select
  enrollment_id,
  ['Overall Score'],
  [case when count(wrong) > 0 then 'Total' end, 'ErrorRate'],
  (count(wrong) > 0)::int::double,
  coalesce(string_agg(element || ': ' || wrong, '; '), 'nothing is wrong')
from element
group by enrollment_id
