create table lenses.planted (id int);
alter table lenses.planted owner to authenticated
