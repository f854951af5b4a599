/* ---
title: Amount below zero
severity: warning
guidance: >-
  The assistance paid adds up all amounts. One below zero takes money off again, which is right for money paid back and wrong for a slip of the
  sign.
remedy: Correct the amount, or leave it if money was paid back. It is taken off the assistance paid.
touches: [service.amount]
es:
  title: Monto menor que cero
  guidance: >-
    La ayuda pagada suma todos los montos. Uno menor que cero descuenta dinero, lo cual es correcto para dinero devuelto e incorrecto si es un error
    de signo.
  remedy: Corrija el monto, o déjelo si se devolvió dinero. Se descuenta de la ayuda pagada.
  details:
    'The amount of {1} is {2}.':
      'El monto del {1} es {2}.'
--- */
select
  source,
  'service' as table_name,
  service_id as record_id,
  enrollment_id,
  'The amount of ' || provided_on || ' is ' || amount || '.' as detail
from service
where amount < 0
