/* ---
title: Amount below zero
severity: warning
remedy: Correct the amount, or leave it if money was paid back. It is taken off the assistance paid.
--- */
select
  source,
  'service' as table_name,
  service_id as record_id,
  enrollment_id,
  'The amount of ' || provided_on || ' is ' || amount || '.' as detail
from service
where amount < 0
