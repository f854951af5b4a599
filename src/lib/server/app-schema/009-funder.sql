-- Whose reports somebody of the role funder sees: the funder, as the home's grants name it.
alter table person add column funder text;
