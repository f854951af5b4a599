/* ---
title: Payment without an amount
severity: error
guidance: >-
  The assistance paid is told too low by what this payment cost.
remedy: Enter the amount that was paid. Without it the payment is not in the assistance paid.
touches: [service.amount]
es:
  title: Pago sin monto
  guidance: La ayuda pagada resulta menor en lo que costó este pago.
  remedy: Ingrese el monto que se pagó. Sin él, el pago no está en la ayuda pagada.
  details:
    'The payment of {1} has no amount.':
      'El pago del {1} no tiene monto.'
--- */
select
  s.source,
  'service' as table_name,
  s.service_id as record_id,
  s.enrollment_id,
  'The payment of ' || s.provided_on || ' has no amount.' as detail
from service s
join collected c on c.source = s.source and c.table_name = 'service' and c.column_name = 'amount'
where s.category = 'payment' and s.amount is null
