/* ---
title: Persons who became homeless for the first time
reports: [spm]
rows:
  - 'Universe: Person with entries into ES-EE, ES-NbN, SH, or TH during the reporting period'
  - 'Of persons above, count those who were in ES-EE, ES-NbN, SH, TH, or any PH within 24 months prior to their start during the reporting year'
  - 'Of persons above, count those who did not have entries in ES-EE, ES-NbN, SH, TH or PH in the previous 24 months'
columns: ['Current FY']
--- */
select
  enrollment_id,
  [
    'Universe: Person with entries into ES-EE, ES-NbN, SH, or TH during the reporting period',
    case
      when here_before_on is not null
        then 'Of persons above, count those who were in ES-EE, ES-NbN, SH, TH, or any PH within 24 months prior to their start during the reporting year'
      else 'Of persons above, count those who did not have entries in ES-EE, ES-NbN, SH, TH or PH in the previous 24 months'
    end
  ] as in_rows,
  ['Current FY'] as in_columns,
  coalesce('was here before, from ' || here_before_on, 'was not here in the two years before') as because
from first_time
where measure = 1
