package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The rights matrix once more, over HTTP: every table, view and function for every persona, with
 * the tokens that people and back ends really get, against the same reviewed files as {@code
 * RightsMatrixTest}. Processes have doors of their own; at this one nobody passes as one of them.
 */
@ExtendWith(SharedRights.class)
class HttpRightsTest {
  private static RightsServer server;

  @BeforeAll
  static void start(RightsServer shared) {
    server = shared;
  }

  @Test
  void everyPersonaCanDoOverHttpWhatWasReviewedForTheDatabase() throws Exception {
    Map<String, String> wrong = new TreeMap<>();
    int cells = 0;
    for (ReviewedTable table : ReviewedTable.all(RightsServer.SCHEMAS)) {
      RightsProbe.Relation relation = RightsProbe.Relation.read(table, server.database());
      for (String persona : server.tokens.keySet()) {
        String wanted = RightsServer.PROCESSES.contains(persona) ? "" : table.rights(persona);
        String found = new RightsProbe(relation, persona, server.uri(), server::send).run(wanted);
        cells++;
        if (!found.equals(wanted)) {
          wrong.put(
              table.schema + "." + table.name + " " + persona,
              "reviewed: " + wanted + "; over HTTP: " + found);
        }
      }
    }
    assertThat(cells).isGreaterThan(600);
    assertThat(wrong).isEmpty();
  }

  @Test
  void schemasThatAreNotForTheApiAreNotThere() throws Exception {
    for (String schema : List.of("auth", "engine", "audit", "migration", "pg_catalog")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(server.uri().resolve("/rest/v1/users"))
              .header("Accept-Profile", schema)
              .GET();
      HttpResponse<String> answer = server.send(request, "service_role");
      assertThat(answer.statusCode()).as(schema).isEqualTo(406);
      assertThat(answer.body()).contains("PGRST106");
    }
  }

  /** What a column names as its owner is given away and taken over by nobody. */
  @Test
  void nobodyGivesAwayOrTakesOver() throws Exception {
    String theirs = "{\"lenser_id\":\"b0000000-0000-7000-8000-000000000005\"}";
    String mine = "{\"lenser_id\":\"b0000000-0000-7000-8000-000000000001\"}";
    for (String body : List.of(theirs, mine)) {
      for (String lens : List.of("1", "6")) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(
                    server
                        .uri()
                        .resolve(
                            "/rest/v1/lenses?id=eq.d0000000-0000-7000-8000-00000000000" + lens))
                .header("Content-Profile", "lenses")
                .header("Content-Type", "application/json")
                .header("Prefer", "return=representation")
                .method("PATCH", BodyPublishers.ofString(body));
        HttpResponse<String> answer = server.send(request, "owner");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("42501");
      }
    }
  }

  @Test
  void aRevokedOwnerIsOutWithTheNextRequest() throws Exception {
    HttpRequest.Builder mine =
        HttpRequest.newBuilder(server.uri().resolve("/rest/v1/teams?select=id"))
            .header("Accept-Profile", "agents");
    String before = server.send(mine.copy().GET(), "co_owner").body();
    assertThat(before).startsWith("[{");
    revoked("now()");
    try {
      assertThat(server.send(mine.copy().GET(), "co_owner").body().length())
          .isLessThan(before.length());
    } finally {
      revoked("null");
    }
  }

  private static void revoked(String when) {
    server
        .database()
        .admin()
        .useHandle(h ->
            h.execute(
                "update agents.ownerships set revoked_at = "
                    + when
                    + " where owner_lenser_id = 'b0000000-0000-7000-8000-000000000002'"));
  }
}
