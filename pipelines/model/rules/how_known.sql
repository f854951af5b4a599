/* ---
rule: >-
  of several answers to one question about a person, which says most: 0 is an answer, 1 is that it is not known or was declined, 2 is that nobody asked
gives: value
parameters: [answer]
es:
  rule: >-
    de varias respuestas a una pregunta sobre una persona, cuál dice más; 0 es una respuesta, 1 es que no se sabe o prefirió no responder, 2 es que
    nadie preguntó
--- */
select case
  when answer is null or answer = 'not collected' then 2
  when answer in ('does not know', 'declined') then 1
  else 0
end
