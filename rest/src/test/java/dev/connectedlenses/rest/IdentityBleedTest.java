package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.rest.auth.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Eight callers share four connections, which are cut, cancelled, timed out and failed under them:
 * every answer is that of its caller.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IdentityBleedTest {

  private static final int CALLERS = 8;
  private static final int REQUESTS = 1_250;
  private static final String OF_THE_GATEWAY =
      "from pg_stat_activity where datname = current_database() and usename = 'authenticator'";

  private final Fixture fixture = Fixture.conformance();
  private final Database database =
      Database.open(fixture.database().url(), DatabaseOptions.defaults().withConnections(4, 1));
  private final RestService service =
      RestService.open(
          database,
          Fixture.config().withExtensions(Extensions.ALL),
          new TokenVerifier(Fixture.config().jwt(), InstantSource.system()));

  @AfterAll
  void close() {
    service.close();
    database.close();
    fixture.close();
  }

  /** What a request is, and what may come of it. */
  private enum Kind {
    WHO_BY_POST,
    WHO_BY_GET,
    WHO_UNDONE,
    WHO_IN_A_BATCH,
    ECHO,
    RAISED,
    WRONG_VALUE,
    TIMED_OUT,
    CANCELLED,
    KILLED,
    LEFT
  }

  private static final List<Kind> TROUBLE =
      List.of(Kind.TIMED_OUT, Kind.CANCELLED, Kind.KILLED, Kind.LEFT);
  private static final List<Kind> QUESTIONS =
      Arrays.stream(Kind.values()).filter(kind -> !TROUBLE.contains(kind)).toList();

  @Test
  void everyAnswerBelongsToItsCaller() throws Exception {
    Map<Kind, Integer> answered = new EnumMap<>(Kind.class);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Map<Kind, Integer>>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Caller caller = new Caller(i);
        callers.add(threads.submit(caller::ask));
      }
      for (Future<Map<Kind, Integer>> caller : callers) {
        caller.get().forEach((kind, count) -> answered.merge(kind, count, Integer::sum));
      }
    }
    // faults hit some of the others, too, but a test in which most fail shows nothing
    assertThat(answered).containsKeys(Kind.values());
    assertThat(answered.values().stream().mapToInt(Integer::intValue).sum())
        .as("%s", answered)
        .isGreaterThan(CALLERS * REQUESTS * 8 / 10);
  }

  /** One caller, who asks in several ways who it is, and makes trouble in between. */
  private final class Caller {
    private final Random random;
    private final String subject;
    private final String role;
    private final String[] headers;
    private final Map<Kind, Integer> answered = new EnumMap<>(Kind.class);

    Caller(int number) {
      random = new Random(number);
      role = number == 0 ? "anon" : number == 1 ? "service_role" : "authenticated";
      subject = number == 0 ? "" : new UUID(7, number).toString();
      String token = Tokens.of("{\"role\":\"%s\",\"sub\":\"%s\"}".formatted(role, subject));
      headers =
          new String[] {
            number == 0 ? "X-Nobody" : "Authorization",
            "Bearer " + token,
            "X-Probe",
            "probe-" + number,
            "Content-Type",
            "application/json"
          };
    }

    Map<Kind, Integer> ask() throws Exception {
      for (int i = 0; i < REQUESTS; i++) {
        Kind kind = kind();
        if (one(kind)) {
          answered.merge(kind, 1, Integer::sum);
        }
      }
      return answered;
    }

    /** Trouble is rarer than questions. */
    private Kind kind() {
      List<Kind> kinds = random.nextInt(100) < 95 ? QUESTIONS : TROUBLE;
      return kinds.get(random.nextInt(kinds.size()));
    }

    /** Whether it was answered as it should be when nobody makes trouble. */
    private boolean one(Kind kind) throws Exception {
      return switch (kind) {
        case WHO_BY_POST -> mine(post("/rpc/fn_now_claims", "{}"));
        case WHO_BY_GET -> mine(send("GET", "/rpc/fn_now_claims", "", headers));
        case WHO_UNDONE -> mine(post("/rpc/fn_now_claims", "{}", "Prefer", "tx=rollback"));
        case WHO_IN_A_BATCH -> mineAll(service.batch(batch()));
        case ECHO -> echoed(subject + "-" + random.nextInt(1000));
        case RAISED -> failed(post("/rpc/fn_raise", "{\"p_state\":\"P0001\"}"), 400);
        case WRONG_VALUE -> failed(send("GET", "/vw_lenses_public", "id=eq.x", headers), 400);
        case TIMED_OUT -> failed(post("/rpc/fn_slow", "{}"), 503);
        case CANCELLED -> trouble("select count(pg_cancel_backend(pid)) " + OF_THE_GATEWAY);
        case KILLED ->
            trouble(
                "select count(pg_terminate_backend(pid)) from (select pid "
                    + OF_THE_GATEWAY
                    + " order by random() limit 1) one");
        case LEFT -> left();
      };
    }

    private RestResponse post(String path, String body, String... more) {
      List<String> all = new ArrayList<>(List.of(headers));
      all.addAll(List.of(more));
      return send("POST", path, body, all.toArray(String[]::new));
    }

    private RestResponse send(String method, String path, String text, String... with) {
      boolean body = method.equals("POST");
      return service.handle(
          new RestRequest(
              method,
              path,
              body ? null : text,
              Headers.of(with),
              body ? text.getBytes(StandardCharsets.UTF_8) : new byte[0]));
    }

    private RestRequest batch() {
      String part =
          "{\"method\":\"POST\",\"path\":\"/rpc/fn_now_claims\",\"headers\":{\"X-Probe\":\"%s\"},\"body\":{}}"
              .formatted(headers[3]);
      return new RestRequest(
          "POST",
          "/v1/batch",
          null,
          Headers.of(headers),
          ("[" + part + "," + part + "]").getBytes(StandardCharsets.UTF_8));
    }

    private boolean mine(RestResponse answer) {
      return answer.status() == 200
          ? isMe(JsonMapper.shared().readTree(answer.body()))
          : disturbed(answer);
    }

    private boolean mineAll(RestResponse answer) {
      if (answer.status() != 200) {
        return disturbed(answer);
      }
      JsonNode parts = JsonMapper.shared().readTree(answer.body());
      assertThat(parts.size()).isEqualTo(2);
      parts.forEach(part -> isMe(part.path("body")));
      return true;
    }

    private boolean isMe(JsonNode body) {
      assertThat(body.path("claims").path("sub").asString("")).as("%s", body).isEqualTo(subject);
      assertThat(body.path("x").asString("")).as("%s", body).isEqualTo(headers[3]);
      assertThat(body.path("role").asString("")).as("%s", body).isEqualTo(role);
      return true;
    }

    /** What others' trouble may do to a request: never somebody else's answer. */
    private boolean disturbed(RestResponse answer) {
      String body = new String(answer.body(), StandardCharsets.UTF_8);
      assertThat(answer.status()).as(body).isIn(500, 503);
      assertThat(body).containsAnyOf("57014", "57P01", "PGRST001", "08006", "08003", "53300");
      return false;
    }

    private boolean failed(RestResponse answer, int status) {
      return answer.status() == status || disturbed(answer);
    }

    private boolean echoed(String text) {
      RestResponse answer = post("/rpc/fn_text", "{\"p_t\":\"%s\"}".formatted(text));
      if (answer.status() != 200) {
        return disturbed(answer);
      }
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("\"" + text + "\"");
      return true;
    }

    private boolean trouble(String sql) {
      fixture.database().admin().useHandle(h -> h.createQuery(sql).mapTo(int.class).one());
      return true;
    }

    /** The client goes away while its request is under way. */
    private boolean left() throws Exception {
      FutureTask<RestResponse> task = new FutureTask<>(() -> post("/rpc/fn_now_claims", "{}"));
      Thread thread = Thread.startVirtualThread(task);
      if (random.nextBoolean()) {
        Thread.onSpinWait();
      }
      thread.interrupt();
      RestResponse answer = task.get();
      if (answer.status() == 200) {
        isMe(JsonMapper.shared().readTree(answer.body()));
      }
      return true;
    }
  }
}
