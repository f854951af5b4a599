/* ---
row: a project of the report
--- */
select unnest(string_split($programs, ','))::uuid as program_id
