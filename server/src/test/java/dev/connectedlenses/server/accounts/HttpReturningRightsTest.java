package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * S01 for RETURNING and upsert: a change gives back nothing that its persona could not read, and an
 * insert that meets a row changes it only where an update of that row may.
 */
@ExtendWith(SharedRights.class)
class HttpReturningRightsTest {
  private static final Map<String, List<List<String>>> KEYS = new TreeMap<>();

  private static final String UNIQUE =
      """
      select (select string_agg(a.attname, ',' order by x.at) from unnest(i.indkey::int2[]) with ordinality x (no, at)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = x.no)
      from pg_index i
      where i.indrelid = ?::regclass and i.indisunique and i.indpred is null and i.indexprs is null
      """;

  private static RightsServer server;
  private static int given;
  private static int tried;

  @BeforeAll
  static void start(RightsServer shared) {
    server = shared;
  }

  @Test
  void aChangeGivesBackAndMergesNothingThatIsNotOpenByItself() throws Exception {
    Map<String, String> wrong = new TreeMap<>();
    for (ReviewedTable table : ReviewedTable.all(RightsServer.SCHEMAS)) {
      RightsProbe.Relation relation = RightsProbe.Relation.read(table, server.database());
      if (table.view || relation.key().isEmpty()) {
        continue;
      }
      for (String persona : server.people()) {
        for (JsonNode row : relation.rows()) {
          for (String fault : new Row(relation, row, persona).faults()) {
            wrong.put(table.schema + "." + table.name + " " + persona, fault);
          }
        }
      }
    }
    assertThat(given).as("rows given back: the fixture has some").isGreaterThan(20);
    assertThat(tried).as("inserts over a row that is there").isGreaterThan(20);
    assertThat(wrong).isEmpty();
  }

  /** The unique keys of a table that are columns and whole. */
  private static List<List<String>> uniques(ReviewedTable table) {
    return KEYS.computeIfAbsent(
        table.schema + "." + table.name,
        name ->
            server
                .database()
                .admin()
                .withHandle(h -> h.createQuery(UNIQUE).bind(0, name).mapTo(String.class).list())
                .stream()
                .map(columns -> List.of(columns.split(",")))
                .toList());
  }

  /** One row of a table as one persona meets it. */
  private record Row(RightsProbe.Relation relation, JsonNode row, String persona) {

    List<String> faults() throws IOException, InterruptedException {
      String role = RightsProbe.PEOPLE.contains(persona) ? "authenticated" : persona;
      List<String> faults = new ArrayList<>();
      List<String> all = relation.columns();
      boolean readable =
          size(ask("GET", "?" + key() + "&select=" + relation.key().getFirst(), "", "")) == 1;
      boolean updates = relation.table().rights(persona).contains("update");
      String column = relation.table().columns(role, "update", all).getFirst();
      String change =
          JsonMapper.shared().createObjectNode().set(column, row.path(column)).toString();
      HttpResponse<String> updated =
          ask(
              "PATCH",
              "?" + key() + "&select=" + relation.key().getFirst(),
              change,
              "return=representation");
      HttpResponse<String> deleted =
          ask(
              "DELETE",
              "?" + key() + "&select=" + relation.key().getFirst(),
              "",
              "return=representation");
      for (HttpResponse<String> answer : List.of(updated, deleted)) {
        if (size(answer) > 0 && !readable) {
          faults.add("gave back what cannot be read: " + answer.body());
        }
        given += size(answer);
      }
      upsert(role, faults, updates && size(updated) > 0);
      return faults;
    }

    /** Inserts the row again over each of its unique keys that the role may write. */
    private void upsert(String role, List<String> faults, boolean updates)
        throws IOException, InterruptedException {
      List<String> columns = relation.table().columns(role, "insert", relation.columns());
      if (!relation.table().rights(persona).contains("insert")) {
        columns = relation.columns();
      }
      for (List<String> unique : uniques(relation.table())) {
        if (columns.containsAll(unique)) {
          ObjectNode body = JsonMapper.shared().createObjectNode();
          columns.forEach(column -> body.set(column, row.path(column)));
          HttpResponse<String> answer =
              ask(
                  "POST",
                  "?on_conflict=" + String.join(",", unique),
                  body.toString(),
                  "resolution=merge-duplicates,return=minimal");
          tried++;
          if (answer.statusCode() < 300 && !updates) {
            faults.add("merged into a row that an update does not reach");
          }
        }
      }
    }

    private String key() {
      List<String> parts = new ArrayList<>();
      for (String column : relation.key()) {
        parts.add(column + "=eq." + row.path(column).asString(""));
      }
      return String.join("&", parts);
    }

    private HttpResponse<String> ask(String method, String query, String body, String prefer)
        throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  server
                      .uri()
                      .resolve("/rest/v1/" + relation.table().name + query.replace(" ", "%20")))
              .header("Content-Type", "application/json")
              .header(
                  method.equals("GET") ? "Accept-Profile" : "Content-Profile",
                  relation.table().schema)
              .method(method, BodyPublishers.ofString(body));
      if (!prefer.isEmpty()) {
        request.header("Prefer", prefer);
      }
      return server.send(request, persona);
    }

    /** Rows of an answer; a refusal has none. */
    private static int size(HttpResponse<String> answer) {
      return answer.statusCode() < 300 && answer.body().startsWith("[")
          ? JsonMapper.shared().readTree(answer.body()).size()
          : 0;
    }
  }
}
