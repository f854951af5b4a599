/* ---
row: a person who left, by where they went
after: [person]
--- */
select
  p.enrollment_id,
  [
    l.label,
    l.subtotal,
    'Total',
    case when p.exit_is_positive then 'Total persons exiting to positive housing destinations' end,
    case when p.exit_is_positive is null then 'Total persons whose destinations excluded them from the calculation' else 'Percentage' end
  ] as in_rows,
  p.in_households as in_columns,
  p.exit_is_positive::int::double as value,
  'destination: ' || p.exit_destination as because
from person p
join label_destinations l on l.value = p.exit_destination
where p.is_leaver
