-- Primary keys, unique keys and foreign keys by column number; clones on partitions left out.
select
  k.conname as name,
  k.contype::text as kind,
  k.conrelid::bigint as relation,
  k.conkey as columns,
  k.confrelid::bigint as target,
  k.confkey as target_columns
from pg_catalog.pg_constraint k
where k.contype in ('p', 'u', 'f') and (k.contype <> 'f' or k.conparentid = 0)
order by k.conrelid, k.conname
