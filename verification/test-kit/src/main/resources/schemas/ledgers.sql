-- An old system of a wholesaler: capitals and blanks, keys of texts and of numbers with many digits, keys of several
-- columns, dates as texts, no foreign keys, no comments, another schema.
create schema "ERP Data";

create table "ERP Data"."CUSTOMER MASTER" (
  "CUST_NO" numeric(8) primary key,
  "NAME1" varchar(40) not null,
  "CTRY CD" char(2),
  "TEL NO" varchar(20),
  "CREATED ON" char(8)
);
create table "ERP Data"."Material" (
  "MATNR" char(18) primary key,
  "Short Text" varchar(60),
  "Material Group" char(4),
  "Net Weight" numeric(13, 3)
);
create table "ERP Data"."ORDER HDR" (
  "ORD#" char(10) primary key,
  "CUST_NO" numeric(8) not null,
  "ORD DATE" varchar(10) not null,
  "DELIV DATE" char(8),
  "STATUS" char(1) not null,
  "NET AMT" varchar(20),
  "ORDER" varchar(30)
);
create table "ERP Data"."ORDER ITM" (
  "ORD#" char(10) not null,
  "ITM NO" smallint not null,
  "MATNR" char(18) not null,
  "QTY" numeric(13, 3) not null,
  "UNIT PRICE" numeric(13, 4) not null,
  "PLANT" char(4) not null,
  primary key ("ORD#", "ITM NO")
);

insert into "ERP Data"."CUSTOMER MASTER"
select 10000000 + i, 'KUNDE ' || i, (array['DE', 'AT', 'CH'])[1 + i % 3], '+49 30 ' || i,
       to_char(date '2011-01-01' + i * 9, 'YYYYMMDD')
from generate_series(1, 150) i;
insert into "ERP Data"."Material"
select 'MAT-' || lpad(i::text, 6, '0'), 'Material ' || i, 'G' || i % 6, i * 0.125 from generate_series(1, 90) i;
insert into "ERP Data"."ORDER HDR"
select lpad(i::text, 10, '0'), 10000000 + 1 + i % 150, to_char(date '2019-03-01' + i % 1500, 'YYYY-MM-DD'),
       to_char(date '2019-03-09' + i % 1500, 'YYYYMMDD'), (array['A', 'B', 'C'])[1 + i % 3],
       case when i % 40 = 0 then 'NULL' else ((i * 13) % 9973)::text || '.' || lpad((i % 100)::text, 2, '0') end, 'PO ' || i
from generate_series(1, 2000) i;
insert into "ERP Data"."ORDER ITM"
select lpad(o::text, 10, '0'), 10 * l, 'MAT-' || lpad((1 + (o * 7 + l) % 90)::text, 6, '0'), (o + l) % 25 + 0.5,
       ((o * l) % 977) / 8.0, 'P' || (o % 3)
from generate_series(1, 2000) o, generate_series(1, 2) l;
