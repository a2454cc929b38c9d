package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What every persona is told when it calls a function with the arguments of somebody who may: yes,
 * nothing, or a refusal. Reviewed in {@code rights/answers/public.txt}, which is held over HTTP
 * too.
 */
class RpcCallersTest {
  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    RpcCall.loadFixture(database);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void everyPersonaIsToldWhatWasReviewed() {
    new Recorded("rights/answers")
        .check(Map.of("public", database.admin().withHandle(RpcCallersTest::answers)));
  }

  private static List<String> answers(Handle handle) {
    List<String> lines = new ArrayList<>();
    for (RpcCall call : RpcCall.all()) {
      String statement = call.statement(handle);
      Map<String, List<String>> told = new TreeMap<>();
      for (Persona persona : Persona.ALL) {
        told.computeIfAbsent(RpcCall.answer(handle, persona, statement), _ -> new ArrayList<>())
            .add(persona.name());
      }
      lines.add(call.line());
      told.forEach((answer, who) -> lines.add("  " + answer + ": " + String.join(", ", who)));
    }
    return lines;
  }

  @Test
  void everyFunctionIsCalled() {
    List<String> functions =
        database
            .admin()
            .withHandle(h ->
                h.createQuery(
                        "select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname like 'fn\\_%' order by 1")
                    .mapTo(String.class)
                    .list());
    assertThat(RpcCall.all().stream().map(RpcCall::function)).containsExactlyElementsOf(functions);
  }

  /**
   * A line that refuses everybody would be right for the wrong reason. 0A000 says that the caller
   * came as far as the part that the server does; a log that is whole has nothing to tell.
   */
  @Test
  void everyCallIsGrantedToSomebody() {
    Set<String> granted = new HashSet<>(Set.of("fn_verify_audit_log {}"));
    String call = "";
    for (String line : Resources.text("rights/answers/public.txt").lines().toList()) {
      if (line.startsWith("fn_")) {
        call = line;
      } else if (line.startsWith("  yes: ") || line.startsWith("  0A000: ")) {
        granted.add(call);
      }
    }
    assertThat(granted)
        .containsExactlyInAnyOrderElementsOf(RpcCall.all().stream().map(RpcCall::line).toList());
  }
}
