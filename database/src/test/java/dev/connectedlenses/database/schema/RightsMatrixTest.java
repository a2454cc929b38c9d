package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rights are what was reviewed: {@code rights/expected/<schema>.txt}, a line for every object, and
 * under each table a line for every persona that can do anything with its rows.
 */
class RightsMatrixTest {
  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    RightsMatrix.loadFixture(database);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void everyPersonaCanDoWhatWasReviewedAndNothingElse() {
    new Recorded("rights/expected")
        .check(database.admin().inTransaction(h -> new RightsMatrix(h).all()));
  }

  @Test
  void theFixtureHasARowInEveryTable() {
    String empty =
        """
        select string_agg(c.oid::regclass::text, ', ')
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema')
          and (xpath('/row/n/text()',
            query_to_xml(format('select count(*) as n from %s', c.oid::regclass), false, true, '')))[1]::text = '0'
        """;

    Optional<String> tables =
        database.admin().withHandle(h -> h.createQuery(empty).mapTo(String.class).findOne());

    assertThat(tables)
        .as("tables without a row in rights/fixture: their policies are not tried")
        .isEmpty();
  }
}
