-- What there is in databases beside plain tables, and names that need quotes. The role "reader" stands for who looks.
create table "Überweisungen" (
  "Nr." integer primary key,
  "Empfänger-IBAN" text,
  "Größe in €" numeric(10, 2),
  "select" text,
  "where" text,
  "row_key" text,
  "Größe in $" numeric
);
insert into "Überweisungen" select i, 'DE' || i, i, 'a"b' || i % 3, 'x', 'y', i from generate_series(1, 50) i;
create table "user" ("order" bigint primary key, "group" text, "end" numeric, "1st" int, "true" boolean, "a.b: c#" text);
insert into "user" select i, 'g' || i % 4, i / 3.0, i, i % 2 = 0, 'v' || i % 2 from generate_series(1, 40) i;
create table "日本" ("番号" int primary key, "名前" text);
insert into "日本" values (1, 'a'), (2, 'b');

create table nothing_yet (id int generated always as identity primary key, state text, made_at timestamptz default now());
create table without_key (a int, b text);
insert into without_key values (1, 'x'), (1, 'x');
create table only_bytes (data bytea primary key);
create table bytes_beside (id int primary key, data bytea);
insert into bytes_beside values (1, '\x00');
create table nullable_key (code text unique, amount int);
insert into nullable_key values (null, 1), ('a', 2);
create table by_index (code text not null unique, amount int);
insert into by_index select 'c' || i, i from generate_series(1, 30) i;
create table by_mail (email text primary key, visits int);
insert into by_mail select 'p' || i || '@x.example', i from generate_series(1, 30) i;

create view seen as select * from by_index;
create materialized view summed as select count(*) as rows from by_index;
create table animal (id int primary key, name text);
create table dog (breed text) inherits (animal);
insert into animal values (1, 'cat');
insert into dog values (2, 'rex', 'pug');
create table guarded (id int primary key, owner text);
alter table guarded enable row level security;
create table hidden (id int primary key, secret text);
create schema closed;
create table closed.inside (id int primary key);
create schema other;
create table other.by_index (id int primary key, kind text);
insert into other.by_index select i, 'k' || i % 2 from generate_series(1, 20) i;

create table employee (
  id int primary key, name text, manager_id int references employee, home_id int, work_id int, salary int, title text
);
create table place (id int primary key, title text, region_id int);
create table region (id int primary key, name text);
alter table place add foreign key (region_id) references region;
alter table employee add foreign key (home_id) references place;
alter table employee add foreign key (work_id) references place;
insert into region values (1, 'north'), (2, 'south');
insert into place select i, 'place ' || i, 1 + i % 2 from generate_series(1, 5) i;
insert into employee select i, 'n' || i, nullif(i - 1, 0), 1 + i % 5, 1 + i % 3, i, 't' || i % 3 from generate_series(1, 40) i;

create domain amount as numeric(12, 2);
create table odd_types (
  id smallint primary key, span interval, at_time time, at_time_zone timetz, place point, tags text[], price amount, net inet,
  cash money, doc xml, bits bit(3), range int4range, whole numeric, "name" name, letter "char", search tsvector
);
insert into odd_types
select i, '1 day', '10:00', '10:00+02', '(1,2)', '{a,b}', i, '10.0.0.1', 5, '<a/>', b'101', '[1,3)', i, 'n', 'c', 'a'::tsvector
from generate_series(1, 12) i;
