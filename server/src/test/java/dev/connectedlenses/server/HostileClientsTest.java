package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.server.LiveServer.Answer;
import dev.connectedlenses.server.accounts.AccountSettings;
import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.Signal;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty clients that ask for what is dear, all the time, and a few people who do their work: the
 * few are served, each time, at the first try. What the door does so that this is so is tried step
 * by step in the quick suite; how much longer the few wait is measured by {@code clens bench
 * gateway}.
 */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileClientsTest {

  private static final int CLIENTS = 50;
  private static final int HOSTILE = 50;
  private static final int ORDINARY = 4;
  private static final int REQUESTS = 500;

  private static final int MODELS = 600;

  /** Four levels over all models: seconds of a processor, and allowed to those who signed in. */
  private static final String DEAR =
      "select=id,providers(models(id,providers(models(id,metadata))))";

  private static final String DEEP =
      "select=" + "providers(models(".repeat(4) + "id" + "))".repeat(4);
  private static final String HUGE = "select=metadata&key=like.heavy-*&limit=12";

  private final AtomicBoolean over = new AtomicBoolean();
  private LiveServer server;
  private List<String> hostile;
  private List<String> ordinary;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new LiveServer(folder, null, HostileClientsTest::forManyPeople);
    server
        .database
        .admin()
        .useHandle(h ->
            h.createScript(
                    """
                    insert into ai.models (provider_id, key, name, support_level, metadata)
                    select (select min(id::text)::uuid from ai.providers), 'heavy-' || n, 'Heavy', 'runnable',
                      case when n <= 12 then jsonb_build_object('x', repeat('x', 1048576)) else '{}' end
                    from generate_series(1, %d) n;
                    analyze ai.models;
                    """
                        .formatted(MODELS))
                .execute());
    hostile = people("hostile", HOSTILE);
    ordinary = people("ordinary", ORDINARY);
  }

  private static Config forManyPeople(Config config) {
    AccountSettings accounts = config.accounts();
    AccountSettings.Limits usual = accounts.limits();
    AccountSettings.Limits open =
        new AccountSettings.Limits(
            1_000,
            10_000,
            usual.mailsPerHour(),
            usual.sessions(),
            usual.accessLife(),
            usual.refreshLife(),
            usual.sessionLife());
    return config.with(
        config.reach(),
        new AccountSettings(
            accounts.issuer(),
            true,
            false,
            List.of(),
            open,
            accounts.keys(),
            null,
            accounts.oidc()));
  }

  private List<String> people(String name, int count) {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tokens.add(server.signUp(name + i, "correct horse battery " + i));
    }
    return tokens;
  }

  @AfterAll
  void stop() {
    over.set(true);
    server.close();
  }

  @Test
  void theOrdinaryAreServed() throws Exception {
    for (String token : ordinary) {
      assertThat(models("select=key&limit=1", token).status()).isEqualTo(200);
    }
    Signal<Integer> dear = new Signal<>("a dear request is answered");
    List<Future<Map<Integer, Integer>>> attackers = new ArrayList<>();
    List<Integer> served = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (int i = 0; i < CLIENTS; i++) {
          int number = i;
          attackers.add(threads.submit(() -> attack(number, dear)));
        }
        dear.await(10);
        List<Future<List<Integer>>> work = new ArrayList<>();
        for (String token : ordinary) {
          work.add(threads.submit(() -> work(token)));
        }
        for (Future<List<Integer>> one : work) {
          served.addAll(one.get());
        }
      } finally {
        over.set(true);
      }
    }
    Map<Integer, Integer> answers = new TreeMap<>();
    for (Future<Map<Integer, Integer>> one : attackers) {
      one.get().forEach((status, n) -> answers.merge(status, n, Integer::sum));
    }
    assertThat(served).hasSize(ORDINARY * REQUESTS).containsOnly(200);
    assertThat(answers.keySet())
        .as("what the hostile got: %s", answers)
        .allMatch(s -> s == 200 || (s >= 400 && s < 500) || s == 503);
    assertThat(answers).as("there was too much to do").containsKey(503);
    assertThat(models("select=key&limit=1", ordinary.getFirst()).status()).isEqualTo(200);
  }

  private List<Integer> work(String token) {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      statuses.add(ordinary(i, token));
    }
    return statuses;
  }

  private int ordinary(int number, String token) {
    Answer answer =
        number % 3 == 0
            ? server.send("POST", "/rest/v1/rpc/fn_ai_catalog_providers", "{}", token)
            : models("select=key,name&order=key&limit=" + (1 + number % 7), token);
    return answer.status();
  }

  /** One kind of trouble after another until the others have done their work. */
  private Map<Integer, Integer> attack(int number, Signal<Integer> dear) throws IOException {
    Map<Integer, Integer> statuses = new TreeMap<>();
    if (number % 10 == 9) {
      slowBody(hostile.get(number % HOSTILE));
      return statuses;
    }
    while (!over.get()) {
      String query = number % 5 == 3 ? HUGE : number % 5 == 4 ? DEEP : DEAR;
      statuses.merge(models(query, hostile.get(number % HOSTILE)).status(), 1, Integer::sum);
      dear.emit(number);
    }
    return statuses;
  }

  /** A body that is begun and never ends. */
  private void slowBody(String token) throws IOException {
    try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
      String begin =
          "POST /rest/v1/rpc/fn_nothing HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + token
              + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
      socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
      Await.until("the others have done their work", Duration.ofMinutes(5), over::get);
    }
  }

  private Answer models(String query, @Nullable String token) {
    return server.send("GET", "/rest/v1/models?" + query, "", token, "ai");
  }
}
