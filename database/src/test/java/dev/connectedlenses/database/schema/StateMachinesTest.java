package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every state column takes exactly the steps of {@code engine.transitions} (runs and node results:
 * {@link StateGuardTest}), and the page that draws them says the same.
 */
class StateMachinesTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "state-machines.md");

  /** Guards as the triggers state them: machine, table, column. */
  private static final String GUARDS =
      """
      select split_part(encode(t.tgargs, 'escape'), '\\000', 1) as machine, c.oid::regclass::text as relation,
        coalesce(nullif(split_part(encode(t.tgargs, 'escape'), '\\000', 2), ''), 'status') as column
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
      where p.proname = 'guard_transition' and c.relname not in ('workflow_runs', 'workflow_node_results') order by 1
      """;

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

  /** A state column and the machine that guards it. */
  private record Guard(String machine, String relation, String column) {}

  private static List<Guard> guards(Handle handle) {
    return handle
        .createQuery(GUARDS)
        .map((row, _) ->
            new Guard(row.getString("machine"), row.getString("relation"), row.getString("column")))
        .list();
  }

  @Test
  void everyMachineHasItsGuardAndEveryGuardItsMachine() {
    database
        .admin()
        .useHandle(h -> {
          List<String> machines =
              h.createQuery("select distinct machine from engine.transitions")
                  .mapTo(String.class)
                  .list();
          // versions are guarded by the trigger that keeps them immutable
          TreeSet<String> guarded = new TreeSet<>(guards(h).stream().map(Guard::machine).toList());
          guarded.addAll(
              List.of(
                  "lens",
                  "lens_version",
                  "workflow",
                  "workflow_version",
                  "workflow_run",
                  "node_result"));
          assertThat(guarded).containsAll(machines);
          assertThat(machines).containsAll(guards(h).stream().map(Guard::machine).toList());
        });
  }

  @Test
  void columnsTakeTheStepsOfTheTableAndNoOthers() {
    database
        .admin()
        .useTransaction(h -> {
          for (Guard guard : guards(h)) {
            List<String> states = states(h, guard);
            List<String> taken = new ArrayList<>();
            for (String source : states) {
              for (String target : states) {
                if (!source.equals(target) && takes(h, guard, source, target)) {
                  taken.add(source + ">" + target);
                }
              }
            }
            assertThat(taken).as("%s", guard).containsExactlyInAnyOrderElementsOf(steps(h, guard));
          }
          h.rollback();
        });
  }

  private static List<String> states(Handle handle, Guard guard) {
    return handle
        .createQuery(
            "select source from engine.transitions where machine = :m"
                + " union select target from engine.transitions where machine = :m order by 1")
        .bind("m", guard.machine())
        .mapTo(String.class)
        .list();
  }

  private static List<String> steps(Handle handle, Guard guard) {
    return handle
        .createQuery("select source || '>' || target from engine.transitions where machine = ?")
        .bind(0, guard.machine())
        .mapTo(String.class)
        .list();
  }

  /** A refusal by the guard counts; what another rule of the table says does not. */
  private static boolean takes(Handle handle, Guard guard, String source, String target) {
    String set = "update " + guard.relation() + " set " + guard.column() + " = ?";
    handle.savepoint("step");
    try {
      handle.execute("set local session_replication_role = replica");
      handle.execute("alter table " + guard.relation() + " disable trigger all");
      dropChecks(handle, guard);
      handle.execute(set, source);
      handle.execute("alter table " + guard.relation() + " enable trigger all");
      handle.execute("set local session_replication_role = origin");
      handle.execute(set, target);
      return true;
    } catch (JdbiException e) {
      return !String.valueOf(e.getMessage()).matches("(?s).*(cannot go from|already ended).*");
    } finally {
      handle.rollbackToSavepoint("step");
    }
  }

  private static void dropChecks(Handle handle, Guard guard) {
    for (String check :
        handle
            .createQuery(
                "select quote_ident(conname) from pg_constraint where contype = 'c' and conrelid = ?::regclass")
            .bind(0, guard.relation())
            .mapTo(String.class)
            .list()) {
      handle.execute("alter table " + guard.relation() + " drop constraint " + check);
    }
  }

  @Test
  void thePageDrawsTheTable() throws IOException {
    String page = database.admin().withHandle(StateMachinesTest::page);
    if (Boolean.getBoolean("record")) {
      Files.writeString(PAGE, page);
    }
    assertThat(read())
        .as("docs/reference/state-machines.md; record it with -Drecord=true")
        .isEqualTo(page);
  }

  private static String read() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String page(Handle handle) {
    StringBuilder text =
        new StringBuilder(
            """
            # State machines

            Made from the table `engine.transitions`, which the guards of the state columns ask; a test compares. Every other change is refused with `55000` (`illegal_transition`).
            A step may stand for several that happened since the last write, so what can be reached is listed as well.
            """);
    for (String machine :
        handle
            .createQuery("select distinct machine from engine.transitions order by 1")
            .mapTo(String.class)
            .list()) {
      text.append("\n## ").append(machine).append("\n\n```mermaid\nstateDiagram-v2\n");
      handle
          .createQuery(
              "select source || ' --> ' || target from engine.transitions where machine = ? order by 1")
          .bind(0, machine)
          .mapTo(String.class)
          .forEach(line -> text.append("  ").append(line).append('\n'));
      text.append("```\n");
    }
    return text.toString();
  }
}
