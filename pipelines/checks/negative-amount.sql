/* ---
title: Amount below zero
severity: warning
guidance: >-
  The assistance paid adds up all amounts. One below zero takes money off again, which is right for money paid back and wrong for a slip of the
  sign.
remedy: Correct the amount, or leave it if money was paid back. It is taken off the assistance paid.
touches: [service.amount]
--- */
select
  source,
  'service' as table_name,
  service_id as record_id,
  enrollment_id,
  'The amount of ' || provided_on || ' is ' || amount || '.' as detail
from service
where amount < 0
