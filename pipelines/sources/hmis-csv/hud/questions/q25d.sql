/* ---
title: Age of veterans
reports: [apr]
rows: ['18-24', '25-34', '35-44', '45-54', '55-61', '62+', 'Client Doesn''t Know/Refused', Data Not Collected, Total]
columns: [Total, Without Children, With Children And Adults, Unknown Household Type]
--- */
select enrollment_id, [age_label, 'Total'] as in_rows, in_households as in_columns
from person
where is_veteran
