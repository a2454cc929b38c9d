package dev.connectedlenses.rest.schemacache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Fixture;
import dev.connectedlenses.rest.schemacache.Relationship.ByFunction;
import dev.connectedlenses.rest.schemacache.Relationship.ByJunction;
import dev.connectedlenses.rest.schemacache.Relationship.ByKey;
import dev.connectedlenses.rest.sql.PrintedStatements;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way from one relation to another that the catalogs of the fixture hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RelationshipFinderTest {

  private final Fixture fixture = Fixture.conformance();
  private final SchemaCache cache = SchemaCacheReader.read(PrintedStatements.catalogs(fixture));

  @AfterAll
  void close() {
    fixture.close();
  }

  private List<Relationship> from(String schema, String relation) {
    Table table = Objects.requireNonNull(cache.table(schema, relation));
    return cache.relationships().from(table.name().key());
  }

  /** A relationship as words: where it leads, how, by what, and over which columns. */
  private static String words(Relationship relationship) {
    String target = relationship.target().name().text();
    return switch (relationship) {
      case ByKey k ->
          "%s %s %s %s"
              .formatted(
                  target, k.cardinality().label(), k.constraint().text(), columns(k.columns()));
      case ByJunction j ->
          "%s many-to-many %s %s %s"
              .formatted(
                  target,
                  j.junction().table().name().text(),
                  columns(j.junction().source()),
                  columns(j.junction().destination()));
      case ByFunction f -> target + " by " + f.function().name().text() + (f.toOne() ? " one" : "");
    };
  }

  private static String columns(List<ColumnPair> pairs) {
    return String.join(
        ",", pairs.stream().map(p -> p.here().text() + "=" + p.there().text()).toList());
  }

  @ParameterizedTest(name = "{0}.{1}: {2}")
  @CsvSource({
    "ai, models, providers many-to-one models_provider_key_fkey provider_key=key",
    "ai, providers, models one-to-many models_provider_key_fkey key=provider_key",
    "agents, ai_lensers, profiles one-to-one ai_lensers_profile_id_fkey profile_id=id",
    "lensers, profiles, ai_lensers one-to-one ai_lensers_profile_id_fkey id=profile_id",
    "agents, teams, members many-to-many team_members id=team_id id=member_id",
    "agents, members, teams many-to-many team_members id=member_id id=team_id",
    "agents, teams, team_members one-to-many team_members_team_id_fkey id=team_id",
    "agents, team_edges, members many-to-one team_edges_source_fk source_id=id",
    "agents, team_edges, members many-to-one team_edges_target_fk target_id=id",
    "lenses, lenses, lenses many-to-one lenses_forked_from_fkey forked_from=id",
    "lenses, lenses, lenses one-to-many lenses_forked_from_fkey id=forked_from",
    "lenses, lenses, versions by latest_version one",
    "lenses, lenses, lenses by forks",
    "lenses, version_summary, lenses many-to-one versions_lens_id_fkey lens_id=id",
    "lenses, lenses, version_summary one-to-many versions_lens_id_fkey id=lens_id",
    "ai, runnable_models, providers many-to-one models_provider_key_fkey provider_key=key",
    "ai, providers, runnable_models one-to-many models_provider_key_fkey key=provider_key",
  })
  void found(String schema, String relation, String words) {
    assertThat(from(schema, relation)).extracting(RelationshipFinderTest::words).contains(words);
  }

  @Test
  void aTableInTheMiddleWhoseKeyIsNotBothKeysIsNoJunction() {
    assertThat(from("agents", "members"))
        .as("two edges may connect the same members")
        .noneMatch(r ->
            r instanceof ByJunction j && j.junction().table().name().text().equals("team_edges"));
    assertThat(from("lenses", "tools")).noneMatch(r -> r instanceof ByJunction);
  }

  @Test
  void everyWayByAKeyHasAWayBack() {
    int ways = 0;
    for (Table table : cache.tables().values()) {
      for (Relationship way : cache.relationships().from(table.name().key())) {
        assertThat(way.origin()).isEqualTo(table.name());
        if (way instanceof ByKey key) {
          ways++;
          List<ColumnPair> swapped = key.columns().stream().map(ColumnPair::swapped).toList();
          assertThat(cache.relationships().from(key.target().key()))
              .as(words(way))
              .anyMatch(r ->
                  r instanceof ByKey back
                      && back.target().equals(key.origin())
                      && back.constraint().equals(key.constraint())
                      && back.columns().equals(swapped)
                      && (back.toOne() != key.toOne()
                          || key.cardinality() == Relationship.Cardinality.ONE_TO_ONE));
        }
      }
    }
    assertThat(ways).isGreaterThan(20);
  }

  @Test
  void viewsAreMarkedAsSuch() {
    for (Relationship way : from("lenses", "lenses")) {
      if (way instanceof ByKey key) {
        assertThat(key.targetIsView())
            .as(words(way))
            .isEqualTo(key.target().name().text().startsWith("v") && isView(key));
      }
    }
  }

  private boolean isView(ByKey key) {
    Table target = cache.tables().get(key.target().key());
    return target != null && target.isView();
  }
}
