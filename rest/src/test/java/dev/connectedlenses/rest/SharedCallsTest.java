package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.auth.TokenVerifier;
import dev.connectedlenses.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Calls of a function that is made for it share a transaction; no other does. */
final class SharedCallsTest {
  /** Waits for the gate, then says its transaction, the header of its request, and a quotient. */
  private static final String TELL =
      """
      create function public.%s(divisor int) returns text language sql volatile as $$
        select pg_current_xact_id() || ' ' || (current_setting('request.headers')::json ->> 'x-me') || ' ' || 10 / divisor
        from pg_advisory_xact_lock_shared(7)
      $$
      """;

  private static final String ANN = "00000000-0000-7000-8000-00000000000a";

  private final Fixture fixture = Fixture.conformance();
  private final Database database =
      Database.open(fixture.database().url(), DatabaseOptions.defaults().withConnections(16, 1));
  private final Handle gate = fixture.database().admin().open();
  private final RestService service;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, RestResponse> answers = new ConcurrentHashMap<>();

  SharedCallsTest() {
    gate.execute(TELL.formatted("shared"));
    gate.execute(TELL.formatted("lonely"));
    gate.execute("select pg_advisory_lock(7)");
    service =
        RestService.open(
            database,
            Fixture.config().withFunctions(new Shared()),
            new TokenVerifier(Fixture.config().jwt(), InstantSource.system()));
  }

  /** One of the two functions is made for it. */
  private static final class Shared implements ServerFunctions {
    @Override
    public Set<String> names() {
      return Set.of();
    }

    @Override
    public Set<String> sharing() {
      return Set.of("shared");
    }

    @Override
    public Part part(String name, Identity caller, ObjectNode arguments) {
      throw new IllegalArgumentException(name);
    }
  }

  @AfterEach
  void close() {
    gate.close();
    service.close();
    database.close();
    fixture.close();
  }

  private void call(String function, String me, int divisor, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(
        List.of(
            "Authorization",
            "Bearer " + Tokens.of("{\"role\":\"authenticated\",\"sub\":\"" + ANN + "\"}"),
            "Content-Type",
            "application/json",
            "X-Me",
            me));
    RestRequest request =
        new RestRequest(
            "POST",
            "/rpc/" + function,
            null,
            Headers.of(all.toArray(String[]::new)),
            ("{\"divisor\":" + divisor + "}").getBytes(StandardCharsets.UTF_8));
    threads.add(Thread.ofPlatform().start(() -> answers.put(me, service.handle(request))));
  }

  private void awaitAtGate(int sessions) {
    Await.until(
        "sessions wait at the gate",
        () ->
            fixture
                    .database()
                    .admin()
                    .withHandle(handle ->
                        handle
                            .createQuery(
                                "select count(*) from pg_locks where locktype = 'advisory' and not granted")
                            .mapTo(Integer.class)
                            .one())
                == sessions);
  }

  private void open() throws InterruptedException {
    gate.execute("select pg_advisory_unlock(7)");
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private RestResponse answer(String me) {
    return Objects.requireNonNull(answers.get(me), me);
  }

  private Set<String> transactions() {
    Set<String> transactions = new HashSet<>();
    answers.values().stream()
        .filter(answer -> answer.status() == 200)
        .forEach(answer -> transactions.add(body(answer).substring(1, body(answer).indexOf(32))));
    return transactions;
  }

  /** A thread may wait for other things before: it waits for the word of whoever goes first. */
  private static boolean isInLine(Thread thread) {
    StackTraceElement[] frames = thread.getStackTrace();
    for (int i = 1; i < frames.length; i++) {
      if (frames[i].getClassName().endsWith(".Sharing")) {
        return frames[i - 1].getMethodName().equals("join");
      }
    }
    return false;
  }

  private static String body(RestResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void callsThatComeTogetherShareAndAreAnsweredEachInItsOwnRight() throws Exception {
    call("shared", "a", 1);
    call("shared", "b", 2);
    awaitAtGate(2);
    for (int i = 1; i <= 8; i++) {
      call("shared", "n" + i, i);
    }
    Await.until(
        "the others wait in line",
        () -> threads.subList(2, threads.size()).stream().allMatch(SharedCallsTest::isInLine));
    open();
    assertThat(transactions()).hasSize(3);
    for (int i = 1; i <= 8; i++) {
      assertThat(body(answer("n" + i))).endsWith(" n" + i + " " + 10 / i + "\"");
    }
  }

  @Test
  void otherFunctionsAndRequestsThatPreferSomethingGoAlone() throws Exception {
    for (int i = 0; i < 4; i++) {
      call("lonely", "l" + i, 1);
      call("shared", "p" + i, 1, "Prefer", "return=representation");
    }
    awaitAtGate(8);
    open();
    assertThat(transactions()).hasSize(8);
  }

  @Test
  void whoeverIsRefusedIsRefusedAlone() throws Exception {
    call("shared", "a", 1);
    call("shared", "b", 1);
    awaitAtGate(2);
    for (int divisor = 0; divisor < 4; divisor++) {
      call("shared", "by " + divisor, divisor);
    }
    Await.until(
        "the others wait in line",
        () -> threads.subList(2, threads.size()).stream().allMatch(SharedCallsTest::isInLine));
    open();
    assertThat(answer("by 0").status()).isEqualTo(400);
    assertThat(body(answer("by 0"))).contains("22012");
    assertThat(transactions()).hasSize(5);
  }
}
