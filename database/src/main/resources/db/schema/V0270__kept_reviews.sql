-- A review may wait for a person, while the work that is reviewed is done and paid: it is kept beside what the step has in hand.
alter table agents.step_work alter column work drop not null;
alter table agents.step_work add column review jsonb check (pg_column_size(review) <= 4194304);
comment on column agents.step_work.review is 'Finished work whose review waits for a person: the output, whose it is, and how far the review has come.';
