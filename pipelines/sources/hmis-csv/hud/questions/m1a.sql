/* ---
title: Length of time that persons remain homeless, by the nights recorded
reports: [spm]
rows: ['Persons in ES-EE, ES-NbN, and SH', 'Persons in ES-EE, ES-NbN, SH, and TH']
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
where label not like '%, and PH'
