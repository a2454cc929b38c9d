create table lenses.planted (id int)
