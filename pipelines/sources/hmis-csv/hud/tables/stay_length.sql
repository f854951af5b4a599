/* ---
row: a person, by how long they were in the project
after: [person]
--- */
select
  p.enrollment_id,
  (select first(l.label order by l.most::int) from label_stay_lengths l where l.most <> '' and p.days_stayed <= l.most::int) as apr_label,
  (select first(l.label order by l.most::int) from label_stay_lengths_caper l where l.most <> '' and p.days_stayed <= l.most::int) as caper_label,
  p.days_stayed || ' days' as because
from person p
