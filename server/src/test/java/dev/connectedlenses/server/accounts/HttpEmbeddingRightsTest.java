package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * S01 for embedding: through every foreign key, in both directions, every persona sees behind a row
 * what it sees when it asks for those rows themselves, and nothing else.
 */
@ExtendWith(SharedRights.class)
class HttpEmbeddingRightsTest {
  private static RightsServer server;

  @BeforeAll
  static void start(RightsServer shared) {
    server = shared;
  }

  @Test
  void noForeignKeyShowsMoreThanItsTableDoes() throws Exception {
    Map<String, String> wrong = new TreeMap<>();
    int shown = 0;
    int keys = 0;
    for (ForeignKey key : ForeignKey.all(server.database(), RightsServer.SCHEMAS)) {
      keys++;
      for (String persona : server.people()) {
        Seen seen = see(key, persona);
        shown += seen.shown();
        if (!seen.fault().isEmpty()) {
          wrong.put(key.schema() + "." + key.name() + " " + persona, seen.fault());
        }
      }
    }
    assertThat(keys).isGreaterThan(60);
    assertThat(shown).as("rows behind rows: the fixture has some").isGreaterThan(200);
    assertThat(wrong).isEmpty();
  }

  /** What came of one key for one persona: rows embedded, and what was wrong. */
  private record Seen(int shown, String fault) {
    static final Seen NOTHING = new Seen(0, "");
  }

  private static Seen see(ForeignKey key, String persona) throws Exception {
    HttpResponse<String> own = get(key.schema(), key.table(), key.columns(), persona);
    HttpResponse<String> referred = get(key.toSchema(), key.toTable(), key.toColumns(), persona);
    HttpResponse<String> there =
        get(
            key.schema(),
            key.table(),
            key.columns() + ",there:" + there(key) + "(" + key.toColumns() + ")",
            persona);
    HttpResponse<String> back =
        get(
            key.toSchema(),
            key.toTable(),
            key.toColumns() + ",back:" + back(key) + "(" + key.columns() + ")",
            persona);
    if (own.statusCode() >= 400 || referred.statusCode() >= 400) {
      return showsNothing(there) && showsNothing(back)
          ? Seen.NOTHING
          : new Seen(0, "one side is closed, yet: " + there.body() + back.body());
    }
    if (there.statusCode() != 200 || back.statusCode() != 200) {
      return new Seen(0, "not answered: " + there.body() + back.body());
    }
    String fault =
        thereFault(key, there, rows(referred, key.toColumns())) + backFault(key, back, own);
    int shown = (int) read(there).valueStream().filter(row -> row.path("there").isObject()).count();
    return new Seen(shown, fault);
  }

  /** A table that refers to itself is embedded by its column one way and by its name the other. */
  private static boolean toItself(ForeignKey key) {
    return key.schema().equals(key.toSchema()) && key.table().equals(key.toTable());
  }

  private static String there(ForeignKey key) {
    return toItself(key) ? key.columns() : key.toTable() + "!" + key.name();
  }

  private static String back(ForeignKey key) {
    return toItself(key) ? key.table() : key.table() + "!" + key.name();
  }

  private static boolean showsNothing(HttpResponse<String> answer) {
    return answer.statusCode() == 401 || answer.statusCode() == 403 || "[]".equals(answer.body());
  }

  /** Behind each row stands the row that it names, where the persona sees that one; else null. */
  private static String thereFault(
      ForeignKey key, HttpResponse<String> answer, List<List<String>> visible) {
    for (JsonNode row : read(answer)) {
      boolean expected = visible.contains(values(row, key.ownColumns()));
      JsonNode there = row.path("there");
      if (there.isObject() != expected
          || (expected
              && !values(there, key.referredColumns()).equals(values(row, key.ownColumns())))) {
        return "to: " + row;
      }
    }
    return "";
  }

  /** All rows that name a row stand behind it, as far as the persona sees them. */
  private static String backFault(
      ForeignKey key, HttpResponse<String> answer, HttpResponse<String> own) {
    List<List<String>> naming = rows(own, key.columns());
    for (JsonNode row : read(answer)) {
      List<String> named = values(row, key.referredColumns());
      JsonNode back = row.path("back");
      long found = back.isArray() ? back.size() : back.isObject() ? 1 : 0;
      if (found != naming.stream().filter(named::equals).count()) {
        return " from: " + row;
      }
    }
    return "";
  }

  private static List<List<String>> rows(HttpResponse<String> answer, String columns) {
    return read(answer).valueStream().map(row -> values(row, List.of(columns.split(",")))).toList();
  }

  private static List<String> values(JsonNode row, List<String> columns) {
    return columns.stream()
        .map(column -> row.path(column).asString(""))
        .collect(Collectors.toList());
  }

  private static JsonNode read(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  private static HttpResponse<String> get(
      String schema, String table, String select, String persona)
      throws IOException, InterruptedException {
    return server.send(
        HttpRequest.newBuilder(server.uri().resolve("/rest/v1/" + table + "?select=" + select))
            .header("Accept-Profile", schema)
            .GET(),
        persona);
  }
}
