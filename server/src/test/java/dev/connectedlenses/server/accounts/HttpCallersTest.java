package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.schema.FixtureIds;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every function of the API is called over HTTP by every persona, with the arguments of somebody
 * who may, and says what was reviewed for the database in {@code rights/answers/public.txt}.
 */
class HttpCallersTest {
  private static final Pattern LONG_ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static RightsServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new RightsServer("/rights/calls/setup.sql");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A call and what each persona is told. */
  private record Reviewed(String function, String arguments, Map<String, String> answers) {}

  private static List<Reviewed> reviewed() throws IOException {
    List<Reviewed> calls = new ArrayList<>();
    for (String line : text().lines().toList()) {
      if (line.startsWith("  ")) {
        int colon = line.indexOf(": ");
        for (String persona : line.substring(colon + 2).split(", ", -1)) {
          calls.getLast().answers.put(persona, line.substring(2, colon));
        }
      } else {
        int space = line.indexOf(' ');
        calls.add(
            new Reviewed(
                line.substring(0, space),
                FixtureIds.writtenOut(line.substring(space + 1)),
                new TreeMap<>()));
      }
    }
    return calls;
  }

  private static String text() throws IOException {
    try (var in =
        Objects.requireNonNull(
            HttpCallersTest.class.getResourceAsStream("/rights/answers/public.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void everyPersonaIsToldOverHttpWhatWasReviewedForTheDatabase() throws Exception {
    List<Reviewed> calls = reviewed();
    assertThat(calls).hasSizeGreaterThan(150);
    List<String> wrong = new ArrayList<>();
    for (Reviewed call : calls) {
      for (String persona : server.tokens.keySet()) {
        HttpResponse<String> answer = call(call, persona);
        String wanted =
            RightsServer.PROCESSES.contains(persona) ? "refused" : call.answers.get(persona);
        String found = RightsServer.PROCESSES.contains(persona) ? atTheDoor(answer) : told(answer);
        if (!found.equals(wanted)) {
          wrong.add(
              "%s as %s: reviewed %s, over HTTP %s: %s"
                  .formatted(call.function, persona, wanted, found, answer.body()));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static HttpResponse<String> call(Reviewed call, String persona) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve("/rest/v1/rpc/" + call.function))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(call.arguments));
    return server.send(request, persona);
  }

  private static String atTheDoor(HttpResponse<String> answer) {
    return answer.statusCode() == 401 ? "refused" : String.valueOf(answer.statusCode());
  }

  private static String told(HttpResponse<String> answer) {
    String body = answer.body();
    if (answer.statusCode() == 204) {
      return "yes";
    }
    if (answer.statusCode() == 200) {
      return List.of("", "null", "[]").contains(body) ? "nothing" : "yes";
    }
    JsonNode error = JsonMapper.shared().readTree(body);
    return error.path("code").asString("no code, " + answer.statusCode());
  }

  /** What one may not see is told apart from what does not exist by nothing but its id. */
  @Test
  void whatAStrangerMayNotSeeIsAsIfItWereNotThere() throws Exception {
    List<String> different = new ArrayList<>();
    int compared = 0;
    for (Reviewed call : reviewed()) {
      if (call.answers.getOrDefault("stranger", "").equals("P0002")) {
        Matcher ids = LONG_ID.matcher(call.arguments);
        String nowhere = ids.replaceAll(id -> "0f" + id.group().substring(2, 30) + "ffffff");
        HttpResponse<String> hidden = call(call, "stranger");
        HttpResponse<String> missing =
            call(new Reviewed(call.function, nowhere, Map.of()), "stranger");
        compared++;
        if (hidden.statusCode() != missing.statusCode()
            || !plain(hidden.body()).equals(plain(missing.body()))) {
          different.add(call.function + ": " + hidden.body() + " and " + missing.body());
        }
      }
    }
    assertThat(compared).isGreaterThan(60);
    assertThat(different).isEmpty();
  }

  private static String plain(String body) {
    return LONG_ID.matcher(body).replaceAll("id");
  }
}
