create view lenses.planted as select * from lenses.lenses
