-- The types that a parameter can have. A row is known by its key; running this again brings it up to date.
insert into lenses.tools (key, label, description, category, type, min_length, max_length, placeholder, sort_order) values
  ('text', 'Text', 'One line of text', 'input', 'text', 1, 500, 'Text', 10),
  ('textarea', 'Long text', 'Text of several lines', 'input', 'textarea', 1, 10000, 'Several lines of text', 20),
  ('json_data', 'JSON', 'Any JSON value', 'input', 'json', null, null, '{"key": "value"}', 30),
  ('number', 'Number', 'A number, with or without fraction', 'input', 'number', null, null, '3.5', 40),
  ('integer', 'Whole number', 'A number without fraction', 'input', 'integer', null, null, '3', 50),
  ('float', 'Floating-point number', 'A number with fraction', 'input', 'float', null, null, '0.25', 60),
  ('decimal', 'Decimal', 'An exact number with fraction, such as an amount', 'input', 'decimal', null, null, '19.90', 70),
  ('boolean_toggle', 'Yes or no', 'True or false', 'input', 'boolean', null, null, null, 80),
  ('select_option', 'Choice', 'One of the given options', 'input', 'select', null, null, null, 90),
  ('url_link', 'Link', 'An http or https address', 'input', 'url', null, null, 'https://example.org', 100),
  ('date_input', 'Date', 'A day', 'input', 'date', null, null, '2026-01-31', 110),
  ('datetime_input', 'Date and time', 'An instant, with or without offset', 'input', 'datetime', null, null, '2026-01-31T12:00:00Z', 120),
  ('file', 'File', 'An uploaded file', 'media', 'file', null, null, null, 130)
on conflict (key) do update set
  label = excluded.label, description = excluded.description, category = excluded.category, type = excluded.type,
  min_length = excluded.min_length, max_length = excluded.max_length, placeholder = excluded.placeholder,
  sort_order = excluded.sort_order;
