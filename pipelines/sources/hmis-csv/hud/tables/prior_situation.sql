/* ---
row: an adult or head of a household, by where they stayed before
after: [person]
--- */
select
  p.enrollment_id,
  [l.label, l.subtotal, 'Total'] as in_rows,
  p.in_households as in_columns,
  'before: ' || p.prior_living_situation as because
from person p
join label_prior_situations l on l.value = p.prior_living_situation
where p.is_adult_or_head
