/* ---
title: Cash income, ranges
reports: [apr, caper]
rows: income-amounts
columns: [Income at Start, Income at Latest Annual Assessment for Stayers, Income at Exit for Leavers]
--- */
select
  r.enrollment_id,
  [
    case
      when r.moment = 2 and r.asked_on is null then 'No Annual Required'
      when r.moment = 2 and not r.is_made then 'Required Annual Missing'
      when r.total is not null then (
        select first(l.label order by l.most::bigint)
        from label_income_amounts l
        where l.most <> '' and r.total <= l.most::bigint
      )
      when r.income_answer in (8, 9) then 'Client Doesn''t Know/Refused'
      else 'Data Not Collected'
    end,
    'Total'
  ] as in_rows,
  [['Income at Start', 'Income at Latest Annual Assessment for Stayers', 'Income at Exit for Leavers'][r.moment]] as in_columns,
  coalesce('income: ' || r.total, 'income: not known') as because
from income_record r
join person p using (enrollment_id)
where p.age >= 18
