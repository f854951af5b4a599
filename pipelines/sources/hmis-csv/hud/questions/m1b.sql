/* ---
title: Length of time that persons remain homeless, with what they told of the time before
reports: [spm]
rows: ['Persons in ES-EE, ES-NbN, SH, and PH', 'Persons in ES-EE, ES-NbN, SH, TH, and PH']
columns: ['Universe Persons', 'Average LOT Experiencing Homelessness', 'Median LOT Experiencing Homelessness']
mean: ['Average LOT Experiencing Homelessness']
median: ['Median LOT Experiencing Homelessness']
--- */
select
  enrollment_id,
  [label] as in_rows,
  ['Universe Persons', 'Average LOT Experiencing Homelessness', 'Median LOT Experiencing Homelessness'] as in_columns,
  nights as value,
  nights::integer || ' nights' as because
from time_homeless
where label like '%, and PH'
