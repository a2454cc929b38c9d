package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What one persona can do with one table or view, asked as clients ask. */
record RightsProbe(Relation relation, String persona, URI base, Door door) {

  static final List<String> PEOPLE =
      List.of("owner", "co_owner", "operator", "revoked", "stranger", "suspended");

  /** Sends a request as a persona. */
  interface Door {
    HttpResponse<String> send(HttpRequest.Builder request, String persona)
        throws IOException, InterruptedException;
  }

  /** A table with its rows and columns, read once for all personas. */
  record Relation(
      ReviewedTable table, List<JsonNode> rows, List<String> columns, List<String> key) {

    private static final String KEY =
        """
        select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        where i.indrelid = ?::regclass and i.indisprimary order by a.attnum
        """;
    private static final String ALL =
        """
        select a.attname from pg_attribute a
        where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum
        """;

    static Relation read(ReviewedTable table, TestDatabase database) {
      String name = table.schema + "." + table.name;
      return database
          .admin()
          .withHandle(h ->
              new Relation(
                  table,
                  h
                      .createQuery("select to_jsonb(t)::text from %s t".formatted(name))
                      .mapTo(String.class)
                      .list()
                      .stream()
                      .map(row -> JsonMapper.shared().readTree(row))
                      .toList(),
                  h.createQuery(ALL).bind(0, name).mapTo(String.class).list(),
                  h.createQuery(KEY).bind(0, name).mapTo(String.class).list()));
    }
  }

  private ReviewedTable table() {
    return relation.table();
  }

  /** In the words of the reviewed file, which says what verbs have a grant at all. */
  String run(String wanted) throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    add(found, "select", selected());
    for (String verb : List.of("insert", "update", "delete")) {
      if (wanted.contains(verb)) {
        add(found, verb, changed(verb));
      } else {
        add(found, verb, denied(verb));
      }
    }
    return String.join(", ", found);
  }

  private static void add(List<String> found, String verb, @Nullable Integer count) {
    if (count != null) {
      found.add(verb + " " + count);
    }
  }

  private String role() {
    return PEOPLE.contains(persona) ? "authenticated" : persona;
  }

  private @Nullable Integer selected() throws IOException, InterruptedException {
    List<String> columns = table().columns(role(), "select", List.of("*"));
    HttpResponse<String> answer =
        ask("GET", "?limit=0&select=" + encode(columns.getFirst()), "", "count=exact");
    if (answer.statusCode() == 401 || answer.statusCode() == 403) {
      return null;
    }
    assertThat(answer.statusCode())
        .as("%s %s: %s", persona, table().name, answer.body())
        .isIn(200, 206);
    return total(answer);
  }

  private static int total(HttpResponse<String> answer) {
    String range = answer.headers().firstValue("content-range").orElse("*/-1");
    return Integer.parseInt(range.substring(range.indexOf('/') + 1));
  }

  /** No grant: the first row must be refused outright. */
  private @Nullable Integer denied(String verb) throws IOException, InterruptedException {
    if (relation.rows().isEmpty()) {
      return null;
    }
    HttpResponse<String> answer = change(verb, relation.rows().getFirst());
    boolean refused =
        answer.statusCode() == 401
            || answer.statusCode() == 403
            || ofRights(answer)
            || (table().view && readOnly(answer));
    return refused ? null : answer.statusCode();
  }

  private int changed(String verb) throws IOException, InterruptedException {
    int count = 0;
    for (JsonNode row : relation.rows()) {
      HttpResponse<String> answer = change(verb, row);
      boolean done = answer.statusCode() < 300;
      if (done) {
        count += verb.equals("insert") ? 1 : total(answer);
      } else if (!ofRights(answer)) {
        // what a trigger or key refuses was let through by the rights
        count++;
      }
    }
    return count;
  }

  /** Refused by a grant or a policy. */
  private static boolean ofRights(HttpResponse<String> answer) {
    return code(answer).equals("42501");
  }

  /** No view of ours takes changes: the method, or the view's state, does not allow it. */
  private static boolean readOnly(HttpResponse<String> answer) {
    return answer.statusCode() == 405
        || (answer.statusCode() == 409 && code(answer).equals("55000"));
  }

  private static String code(HttpResponse<String> answer) {
    return answer.body().startsWith("{")
        ? JsonMapper.shared().readTree(answer.body()).path("code").asString("")
        : "";
  }

  private HttpResponse<String> change(String verb, JsonNode row)
      throws IOException, InterruptedException {
    List<String> all = relation.columns();
    ObjectNode body = JsonMapper.shared().createObjectNode();
    return switch (verb) {
      case "insert" -> {
        for (String column : table().columns(role(), "insert", all)) {
          if (!column.equals("id")) {
            body.set(column, row.path(column));
          }
        }
        yield ask("POST", "", body.toString(), "return=minimal");
      }
      case "update" -> {
        String column = table().columns(role(), "update", all).getFirst();
        body.set(column, row.path(column));
        yield ask("PATCH", "?" + key(row), body.toString(), "return=minimal,count=exact");
      }
      default -> ask("DELETE", "?" + key(row), "", "return=minimal,count=exact");
    };
  }

  private String key(JsonNode row) {
    List<String> key = relation.key();
    List<String> by = key.isEmpty() ? relation.columns().subList(0, 1) : key;
    return by.stream()
        .map(column -> encode(column) + "=eq." + encode(row.path(column).asString("")))
        .collect(Collectors.joining("&"));
  }

  private HttpResponse<String> ask(String method, String query, String body, String prefer)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve("/rest/v1/" + table().name + query))
            .header("Content-Type", "application/json")
            .header("Prefer", prefer)
            .header(method.equals("GET") ? "Accept-Profile" : "Content-Profile", table().schema)
            .method(method, BodyPublishers.ofString(body));
    return door.send(request, persona);
  }

  private static String encode(String text) {
    return text.equals("*") ? text : URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
