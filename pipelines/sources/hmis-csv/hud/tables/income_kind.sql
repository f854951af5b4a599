/* ---
row: a person at a moment, by whether they had income and of what kind
after: [income_record]
--- */
select
  enrollment_id,
  total > 0 as has_income,
  is_compared and moment > 1 as is_compared,
  case
    when earned > 0 and earned >= total then 'Adults with Only Earned Income (i e , Employment Income)'
    when earned > 0 and total > 0 then 'Adults with Both Earned and Other Income'
    when total > 0 then 'Adults with Only Other Income'
    when total = 0 then 'Adults with No Income'
    when moment = 2 and asked_on is null then 'No Annual Required'
    when moment = 2 and not is_made then 'Required Annual Missing'
    when income_answer in (8, 9) then 'Client Doesn''t Know/Refused'
    else 'Missing Income Information'
  end as kind,
  [['entryIncome', 'annualIncome', 'exitIncome'][moment]] as in_columns
from income_record
