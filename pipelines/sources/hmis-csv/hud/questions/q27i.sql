/* ---
title: Disabling conditions and income of youth at exit
reports: [apr]
rows:
  - Earned
  - SSI
  - SSDI
  - VADisabilityService
  - PrivateDisability
  - WorkersComp
  - TANF
  - SocSecRetirement
  - Pension
  - ChildSupport
  - Other Source
  - No Sources
  - Unduplicated Total Adults
columns:
  - 'disabling_condition_Without Children'
  - 'no_disabling_condition_Without Children'
  - 'all_Without Children'
  - 'Without Children_percent'
  - 'disabling_condition_With Children And Adults'
  - 'no_disabling_condition_With Children And Adults'
  - 'all_With Children And Adults'
  - 'With Children And Adults_percent'
  - 'disabling_condition_With Only Children'
  - 'no_disabling_condition_With Only Children'
  - 'all_With Only Children'
  - 'With Only Children_percent'
  - 'disabling_condition_Unknown Household Type'
  - 'no_disabling_condition_Unknown Household Type'
  - 'all_Unknown Household Type'
  - 'Unknown Household Type_percent'
mean: ['Without Children_percent', 'With Children And Adults_percent', 'With Only Children_percent', 'Unknown Household Type_percent']
--- */
select s.*
from exit_income s
join person p using (enrollment_id)
where p.is_youth
