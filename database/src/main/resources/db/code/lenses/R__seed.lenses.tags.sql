-- Tags that forms offer.
insert into lenses.tags (slug, name) values
  ('analysis', 'Analysis'), ('coding', 'Coding'), ('data', 'Data'), ('education', 'Education'), ('email', 'E-mail'),
  ('extraction', 'Extraction'), ('marketing', 'Marketing'), ('planning', 'Planning'), ('research', 'Research'),
  ('review', 'Review'), ('summary', 'Summary'), ('support', 'Support'), ('translation', 'Translation'), ('writing', 'Writing')
on conflict (slug) do update set name = excluded.name;
