package dev.connectedlenses.rest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.plan.Plan.Change;
import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.schemacache.Identifier;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a write becomes before it is a statement: rows, conflicts, predicates, what comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WritePlannerTest {

  private static final String ALL = "return=representation";

  private final Plans plans = new Plans();

  @AfterAll
  void close() {
    plans.close();
  }

  private Plan.Write write(
      String method, String target, @Nullable String body, String... preferences) {
    return (Plan.Write)
        plans.plan("agents", method, target, body, "Prefer", String.join(", ", preferences));
  }

  private static List<String> columns(Plan.Rows rows) {
    return rows.columns().stream().map(Column::name).map(Identifier::text).toList();
  }

  private static List<String> names(List<Identifier> identifiers) {
    return identifiers.stream().map(Identifier::text).toList();
  }

  @Test
  void anObjectIsOneRowOfItsKeys() {
    Plan.Write plan = write("POST", "/teams", "{\"name\":\"n\",\"id\":5}");
    assertThat(plan.table().name().name().text()).isEqualTo("teams");
    Change.Insert insert = (Change.Insert) plan.change();
    assertThat(columns(insert.rows())).containsExactlyInAnyOrder("name", "id");
    assertThat(insert.rows().list()).isFalse();
    assertThat(insert.rows().defaults()).isFalse();
    assertThat(insert.conflict()).isNull();
    assertThat(insert.onlyKey()).isNull();
    assertThat(plan.level().isEmpty()).as("nothing comes back").isTrue();
  }

  @Test
  void aListIsManyAndColumnsPickTheKeys() {
    Plan.Write plan =
        write(
            "POST",
            "/teams?columns=id,status",
            "[{\"id\":1,\"name\":\"x\"},{\"id\":2}]",
            "missing=default");
    Change.Insert insert = (Change.Insert) plan.change();
    assertThat(columns(insert.rows())).containsExactly("id", "status");
    assertThat(insert.rows().list()).isTrue();
    assertThat(insert.rows().defaults()).isTrue();
  }

  @Test
  void anEmptyListChangesNothing() {
    assertThat(write("POST", "/teams", "[]").change()).isInstanceOf(Change.Nothing.class);
    assertThat(write("PATCH", "/teams?id=eq.1", "{}").change()).isInstanceOf(Change.Nothing.class);
    assertThat(write("PATCH", "/teams?id=eq.1", "[]").change()).isInstanceOf(Change.Nothing.class);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/team_members, resolution=merge-duplicates, 'team_id,member_id', true",
        "/team_members, resolution=ignore-duplicates, 'team_id,member_id', false",
        "/team_members?on_conflict=lane, resolution=merge-duplicates, lane, true",
        "/team_members, missing=null, -, false",
      })
  void rowsWhoseKeyExists(String target, String preference, @Nullable String key, boolean merge) {
    Plan.Write plan = write("POST", target, "{\"team_id\":1,\"member_id\":1}", preference);
    Plan.Conflict conflict = ((Change.Insert) plan.change()).conflict();
    if (key == null) {
      assertThat(conflict).isNull();
    } else {
      Plan.Conflict found = Objects.requireNonNull(conflict);
      assertThat(String.join(",", names(found.key()))).isEqualTo(key);
      assertThat(found.merge()).isEqualTo(merge);
    }
  }

  @Test
  void withoutAKeyDuplicatesAreNobodysBusiness() {
    Plan plan =
        plans.plan(
            "lenses", "POST", "/audit_log", "{\"at\":1}", "Prefer", "resolution=merge-duplicates");
    assertThat(((Change.Insert) ((Plan.Write) plan).change()).conflict()).isNull();
  }

  @Test
  void filtersOfAChangeAreItsOwnAndThoseOfRelationsShapeTheAnswer() {
    Plan.Write plan =
        write(
            "PATCH",
            "/teams?id=eq.1&status=neq.x&select=id,members(nick)&members.nick=eq.y&members=not.is.null",
            "{\"name\":\"n\"}",
            ALL);
    Change.Update update = (Change.Update) plan.change();
    assertThat(columns(update.rows())).containsExactly("name");
    assertThat(update.where()).hasSize(2).allMatch(p -> p instanceof Predicate.Test);
    assertThat(plan.level().where()).hasSize(1).allMatch(p -> p instanceof Predicate.Empty);
    assertThat(plan.level().joins()).hasSize(1);
    assertThat(plan.level().joins().getFirst().level().where()).hasSize(1);
  }

  @Test
  void aDeleteHasItsFiltersAndTreesTogether() {
    Plan.Write plan = write("DELETE", "/teams?id=gt.1&or=(name.eq.a,name.eq.b)", null);
    List<Predicate> where = ((Change.Delete) plan.change()).where();
    assertThat(where).hasSize(2);
    assertThat(where).anyMatch(p -> p instanceof Predicate.Group g && g.any());
    assertThat(write("DELETE", "/teams", null).change()).isEqualTo(new Change.Delete(List.of()));
  }

  @Test
  void aPutIsAnInsertThatMergesByTheKeyItNames() {
    Plan.Write plan =
        write(
            "PUT",
            "/team_members?team_id=eq.1&member_id=eq.2",
            "{\"team_id\":1,\"member_id\":2,\"lane\":0}");
    Change.Insert insert = (Change.Insert) plan.change();
    Plan.Conflict conflict = Objects.requireNonNull(insert.conflict());
    assertThat(names(conflict.key())).containsExactly("team_id", "member_id");
    assertThat(conflict.merge()).isTrue();
    assertThat(insert.onlyKey()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "/team_members?team_id=eq.1, PGRST105",
    "/team_members?team_id=eq.1&member_id=gt.2, PGRST105",
    "/team_members?team_id=eq.1&member_id=not.eq.2, PGRST105",
    "/team_members?team_id=eq.1&member_id=eq.2&lane=eq.0, PGRST105",
    "/team_members?team_id=eq.1&member_id=eq.2&team_id=eq.1, PGRST105",
    "'/team_members?team_id=eq(any).{1}&member_id=eq.2', PGRST105",
    "'/team_members?and=(team_id.eq.1,member_id.eq.2)', PGRST105",
    "/team_members, PGRST105",
    "/team_members?team_id=eq.1&member_id=eq.2&limit=1, PGRST114",
    "/team_members?team_id=eq.1&member_id=eq.2&offset=1, PGRST114",
  })
  void putsThatAreNone(String target, String code) {
    String body = "{\"team_id\":1,\"member_id\":2,\"lane\":0}";
    assertThat(plans.refusal("agents", "PUT", target, body).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /teams, '{\"nam\":1}'",
    "PATCH, /teams?id=eq.1, '{\"nam\":1}'",
    "POST, '/teams?columns=id,nam', '{\"id\":1}'",
    "POST, /teams?on_conflict=nam, '{\"id\":1}'",
  })
  void aColumnThatIsNotThereIsNamedWithTheNearest(String method, String target, String body) {
    var refused =
        plans.refusal("agents", method, target, body, "Prefer", "resolution=merge-duplicates");
    assertThat(refused.code()).isEqualTo("PGRST204");
    assertThat(refused.message()).contains("'nam'").contains("'teams'");
  }
}
