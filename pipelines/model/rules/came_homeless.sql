/* ---
rule: >-
  whether a person came from a homeless situation: into outreach, a shelter or a safe haven always; else from the streets or a shelter, or from a short
  stay elsewhere before which they were there (HMIS data standards 3.917)
gives: value
parameters: [program_type, prior_group, prior_stay_was_short, came_from_the_street]
es:
  rule: >-
    si una persona llegó de una situación sin hogar; a alcance en la calle, un refugio o un refugio seguro, siempre; si no, desde la calle o un
    refugio, o desde una estancia corta en otro lugar antes de la cual estaba allí (estándares de datos de HMIS 3.917)
--- */
select case
  when program_type in ('street outreach', 'emergency shelter', 'night-by-night shelter', 'safe haven') then true
  when prior_group = 'homeless' then true
  when prior_group in ('institutional', 'temporary', 'permanent') then prior_stay_was_short and came_from_the_street
end
