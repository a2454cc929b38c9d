package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.server.LiveServer.Answer;
import dev.connectedlenses.server.http.Wire;
import dev.connectedlenses.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole server and every limit of one request: just below it is taken, just over it is refused
 * with a status and a code that stay. What takes time to reach is in {@code HttpServerTest}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExhaustionTest {

  private static final String GUEST = "";
  private static final String OTHER_HEADERS =
      """
      Host: localhost\r
      Accept-Profile: ai\r
      """;
  private static final int MIB = 1024 * 1024;

  private final List<Limit> limits = new ArrayList<>();
  private LiveServer server;
  private String user;

  /** One request. */
  private interface Ask {
    Answer send() throws Exception;
  }

  /** A limit: what it admits, what it refuses, and how. */
  private record Limit(String name, Ask below, int admitted, Ask over, int status, String code) {}

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new LiveServer(folder);
    user = server.owner();
    server
        .database
        .admin()
        .useHandle(h ->
            h.createScript(
                    """
                    create function public.test_sleep(p_seconds float8) returns text language sql set search_path = ''
                    as $$ select pg_catalog.pg_sleep(p_seconds)::text || 'slept' $$;
                    grant execute on function public.test_sleep(float8) to anon, authenticated;
                    insert into ai.models (provider_id, key, name, support_level, metadata)
                    select (select min(id::text)::uuid from ai.providers), 'flood-' || n, 'Flood', 'runnable',
                      case when n <= 20 then jsonb_build_object('x', repeat('x', 1048576)) else '{}' end
                    from generate_series(1, 1100) n;
                    analyze ai.models;
                    notify pgrst;
                    """)
                .execute());
    Await.until(
        "the new function is known",
        () -> rpc("test_sleep", "{\"p_seconds\":0}", user).status() == 200);
    sizes();
    grammar();
    bodies();
    guests();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void add(String name, Ask below, int admitted, Ask over, int status, String code) {
    limits.add(new Limit(name, below, admitted, over, status, code));
  }

  @TestFactory
  Stream<DynamicTest> everyLimit() {
    return limits.stream()
        .flatMap(limit ->
            Stream.of(
                DynamicTest.dynamicTest(
                    limit.name() + ", below",
                    () -> {
                      Answer answer = limit.below().send();
                      assertThat(answer.status()).as(start(answer)).isEqualTo(limit.admitted());
                    }),
                DynamicTest.dynamicTest(
                    limit.name() + ", over",
                    () -> {
                      Answer answer = limit.over().send();
                      assertThat(answer.status()).as(start(answer)).isEqualTo(limit.status());
                      assertThat(answer.raw()).contains(limit.code());
                    })));
  }

  private static String start(Answer answer) {
    return answer.raw().substring(0, Math.min(300, answer.raw().length()));
  }

  /** Bytes on the wire, counted to the last one. */
  private void sizes() {
    String target = "/rest/v1/providers?select=key&key=eq.";
    add(
        "target of 8 KiB",
        () -> raw(target + "x".repeat(8192 - target.length()), ""),
        200,
        () -> raw(target + "x".repeat(8193 - target.length()), ""),
        414,
        "uri_too_long");
    int others = OTHER_HEADERS.length() + "X-Pad: ".length() + 2;
    add(
        "headers of 16 KiB",
        () -> raw(target + "x", "X-Pad: " + "x".repeat(16_384 - others) + "\r\n"),
        200,
        () -> raw(target + "x", "X-Pad: " + "x".repeat(16_385 - others) + "\r\n"),
        431,
        "headers_too_large");
    add(
        "body, and text in it, of 1 MiB",
        () -> rpc("fn_nothing", text(MIB), user),
        404,
        () -> rpc("fn_nothing", text(MIB + 1), user),
        413,
        "body_too_large");
    add(
        "ten times the packed size",
        () -> packed("{\"p_x\":[" + noise(4000) + "]}"),
        404,
        () -> packed("{\"p_x\":[" + list("1", 99_000) + "]}"),
        413,
        "body_too_large");
    add(
        "answer of 16 MiB",
        () -> models("select=metadata&key=like.flood-*&order=id&limit=15", user),
        200,
        () -> models("select=metadata&key=like.flood-*&order=id&limit=17", user),
        400,
        "\"54000\"");
  }

  private void grammar() {
    grammar(
        "embedded relations",
        "select=" + list("providers(key)", 12),
        "select=" + list("providers(key)", 13));
    grammar(
        "levels of embedding",
        "select=" + nested(5) + "&limit=1",
        "select=" + nested(6) + "&limit=1");
    grammar("selected columns", "select=" + list("id", 200), "select=" + list("id", 201));
    grammar("filters", filters(49) + "&key=eq.nothing", filters(51));
    grammar("levels of logic", logic(10), logic(11));
    grammar(
        "items of a list", "key=in.(" + list("a", 1000) + ")", "key=in.(" + list("a", 1001) + ")");
    grammar("order terms", "order=" + list("id", 10), "order=" + list("id", 11));
  }

  private void grammar(String what, String below, String over) {
    add(
        what,
        () -> models(below + (below.startsWith("key=") ? "" : "&key=eq.nothing"), user),
        200,
        () -> models(over, user),
        400,
        "Too many " + what);
  }

  private void bodies() {
    bodies("levels of JSON", "[".repeat(63) + "]".repeat(63), "[".repeat(64) + "]".repeat(64));
    bodies("digits of a number", "9".repeat(100), "9".repeat(101));
    bodies("tokens of JSON", "[" + list("1", 99_995) + "]", "[" + list("1", 99_996) + "]");
  }

  private void bodies(String name, String below, String over) {
    add(
        name,
        () -> rpc("fn_nothing", "{\"p_x\":" + below + "}", user),
        404,
        () -> rpc("fn_nothing", "{\"p_x\":" + over + "}", user),
        400,
        "PGRST102");
  }

  private void guests() {
    add(
        "regular expressions of guests",
        () -> models("select=key&key=like.flood-11*", GUEST),
        200,
        () -> models("select=key&key=match.%5Eflood", GUEST),
        400,
        "Regular expressions");
    add(
        "regular expressions in logic, and of those who signed in",
        () -> models("select=key&or=(key.imatch.%5EFLOOD-1100,key.eq.x)", user),
        200,
        () -> models("select=key&or=(key.eq.x,not.and(key.not.imatch.x,key.eq.y))", GUEST),
        400,
        "Regular expressions");
    add(
        "what the plan of a guest costs",
        () -> models("select=key&key=eq.flood-1100", GUEST),
        200,
        () -> models("select=" + nested(4), GUEST),
        400,
        "\"54001\"");
    add(
        "two seconds of a guest",
        () -> rpc("test_sleep", "{\"p_seconds\":0.01}", GUEST),
        200,
        () -> rpc("test_sleep", "{\"p_seconds\":7}", GUEST),
        503,
        "\"57014\"");
  }

  @Test
  @Tag("full")
  void aUserHasEightSeconds() {
    assertThat(rpc("test_sleep", "{\"p_seconds\":6}", user).status()).isEqualTo(200);
    Answer over = rpc("test_sleep", "{\"p_seconds\":9}", user);
    assertThat(over.status()).as(over.raw()).isEqualTo(503);
    assertThat(over.headers()).containsKey("retry-after");
  }

  @Test
  void rowsAreCutAtAThousandAndTheAnswerTells() {
    Answer cut = models("select=key", user);
    assertThat(cut.body().size()).isEqualTo(1000);
    assertThat(cut.headers().get("rows-cut-at")).containsExactly("1000");
    Answer asked = models("select=key&limit=1000", user);
    assertThat(asked.body().size()).isEqualTo(1000);
    assertThat(asked.headers()).doesNotContainKey("rows-cut-at");
    assertThat(models("select=key&limit=5000", user).headers()).containsKey("rows-cut-at");
    assertThat(models("select=key&limit=999", user).headers()).doesNotContainKey("rows-cut-at");
    assertThat(models("select=key&key=eq.x", user).headers()).doesNotContainKey("rows-cut-at");
  }

  /**
   * Fifty clients that ask too much all the time: refused, every one, and nothing stays behind. It
   * comes last, for refusals of this address take a second for a while afterwards.
   */
  @Test
  @Order(Integer.MAX_VALUE)
  void hostileClientsAreRefusedAndLeaveNothingBehind() throws Exception {
    List<Limit> quick = limits.stream().filter(l -> !l.name().contains("seconds")).toList();
    for (Limit limit : quick) {
      limit.over().send();
    }
    long before = usedHeap();
    List<Future<List<Integer>>> clients = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        int number = i;
        clients.add(
            threads.submit(() -> {
              List<Integer> statuses = new ArrayList<>();
              for (int n = 0; n < 4; n++) {
                Limit limit = quick.get((number + n * 7) % quick.size());
                statuses.add(limit.over().send().status());
              }
              return statuses;
            }));
      }
      for (Future<List<Integer>> client : clients) {
        assertThat(client.get()).allMatch(s -> (s >= 400 && s < 500) || s == 503);
      }
    }
    assertThat(usedHeap() - before).as("bytes of heap").isLessThan(64L * MIB);
    assertThat(models("select=key&limit=1", user).status()).isEqualTo(200);
  }

  /** What is reachable: the least of a few looks after a collection. */
  private static long usedHeap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  @Test
  void theDatabaseKeepsTheTimesOfItsRoles() {
    String settings =
        server.sql(
            "select setrole::regrole || ' ' || unnest(setconfig) from pg_db_role_setting where setdatabase = 0 order by 1");
    assertThat(settings)
        .contains("anon statement_timeout=2s")
        .contains("authenticator statement_timeout=8s")
        .contains("engine_worker statement_timeout=30s")
        .contains("authenticator lock_timeout=2s")
        .contains("authenticator idle_in_transaction_session_timeout=15s");
    if (Integer.parseInt(server.sql("show server_version_num")) >= 170_000) {
      assertThat(settings).contains("authenticator transaction_timeout=30s");
    }
  }

  private Answer models(String query, String token) {
    return server.send("GET", "/rest/v1/models?" + query, "", token.isEmpty() ? null : token, "ai");
  }

  private Answer rpc(String function, String body, @Nullable String token) {
    String who = token == null || token.isEmpty() ? null : token;
    return server.send("POST", "/rest/v1/rpc/" + function, body, who);
  }

  private Answer packed(String body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
      packing.write(body.getBytes(StandardCharsets.UTF_8));
    }
    URI address = server.uri().resolve("/rest/v1/rpc/fn_nothing");
    return server.send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(out.toByteArray()))
            .build());
  }

  /** A request whose every byte is counted. */
  private Answer raw(String target, String header) throws IOException {
    Wire.Answer answer =
        Wire.ask(
            server.uri().getPort(),
            ("GET %s HTTP/1.1\r\n" + OTHER_HEADERS + "%s\r\n").formatted(target, header));
    return new Answer(
        answer.status(), JsonMapper.shared().createObjectNode(), answer.body(), Map.of());
  }

  private static String text(int bytes) {
    String frame = "{\"p_x\":\"\"}";
    return "{\"p_x\":\"" + "x".repeat(bytes - frame.length()) + "\"}";
  }

  /** Numbers that do not pack well. */
  private static String noise(int count) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",").append(random.nextInt());
    }
    return text.toString();
  }

  private static String list(String item, int times) {
    return String.join(",", Collections.nCopies(times, item));
  }

  private static String nested(int depth) {
    String text = "id";
    for (int i = depth; i > 0; i--) {
      text = (i % 2 == 1 ? "providers(" : "models(") + text + ")";
    }
    return text;
  }

  private static String filters(int count) {
    return String.join("&", Collections.nCopies(count, "key=neq.x"));
  }

  private static String logic(int depth) {
    return "and=(" + "and(".repeat(depth - 1) + "key.eq.x" + ")".repeat(depth);
  }
}
