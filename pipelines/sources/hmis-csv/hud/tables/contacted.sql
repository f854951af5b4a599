/* ---
row: an adult or head of a household whom outreach or night-by-night shelter met and who was not engaged before the period
after: [person]
--- */
select
  p.enrollment_id,
  m.became_engaged,
  case
    when m.contacts = 1 then 'Once'
    when m.contacts <= 5 then '2-5 times'
    when m.contacts <= 9 then '6-9 times'
    else '10+ times'
  end as label,
  [
    'All Persons Contacted',
    case m.first_met
      when 'elsewhere' then 'First contact NOT staying on the Streets ES or SH'
      when 'on the streets or in a shelter' then 'First contact WAS staying on the Streets ES or SH'
      else 'First contact Worker unable to determine'
    end
  ] as in_columns,
  'contacts: ' || m.contacts || ', first met ' || m.first_met as because
from outreach_contact($from, $to) m
join person p using (enrollment_id)
