/* ---
title: Number of persons newly engaged
reports: [apr, caper]
rows: [Once, '2-5 times', '6-9 times', '10+ times', Total, EngagementRate]
columns:
  - All Persons Contacted
  - First contact NOT staying on the Streets ES or SH
  - First contact WAS staying on the Streets ES or SH
  - First contact Worker unable to determine
mean: [EngagementRate]
--- */
select
  enrollment_id,
  case when became_engaged then [label, 'Total', 'EngagementRate'] else ['EngagementRate'] end as in_rows,
  in_columns,
  became_engaged::int::double as value,
  because
from contacted
