package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is in the database is in the files, and the other way round. */
class CodeFilesTest {

  /** Names as the files bear them: policies and triggers go by their table. */
  private static final String OBJECTS =
      """
      with schemas as (
        select n.oid, n.nspname as name from pg_namespace n
        where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'migration')
      )
      select 'function.' || s.name || '.' || p.proname from schemas s join pg_proc p on p.pronamespace = s.oid
      union
      select 'view.' || s.name || '.' || c.relname
      from schemas s join pg_class c on c.relnamespace = s.oid and c.relkind = 'v'
      union
      select 'policy.' || s.name || '.' || case s.name when 'auth' then 'tables' else c.relname end
      from schemas s join pg_class c on c.relnamespace = s.oid and c.relkind = 'r'
      union
      select 'trigger.' || s.name || '.' || c.relname
      from schemas s
      join pg_class c on c.relnamespace = s.oid
      join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
      """;

  @Test
  void everyObjectHasItsFileAndEveryFileItsObject() {
    try (TestDatabase database = TestDatabase.create()) {
      TreeSet<String> objects =
          database
              .admin()
              .withHandle(h ->
                  h.createQuery(OBJECTS)
                      .mapTo(String.class)
                      .collect(Collectors.toCollection(TreeSet::new)));
      TreeSet<String> files =
          Resources.below("db/code").stream()
              .map(file -> Resources.name(file).replaceAll("^R__|\\.sql$", ""))
              .map(name -> name.replaceAll("^(trigger(?:\\.\\w+){2})\\..*", "$1"))
              .filter(name -> !name.startsWith("seed."))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(objects).isEqualTo(files);
    }
  }

  @Test
  void filesLieInTheFolderOfTheirSchema() {
    assertThat(Resources.below("db/code"))
        .allSatisfy(file ->
            assertThat(Resources.name(file).split("\\."))
                .contains(Resources.name(file.resolveSibling("").normalize())));
  }
}
