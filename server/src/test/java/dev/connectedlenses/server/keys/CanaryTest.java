package dev.connectedlenses.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Migrator;
import dev.connectedlenses.database.OwnServer;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.Config;
import dev.connectedlenses.server.LiveServer;
import dev.connectedlenses.server.LiveServer.Answer;
import dev.connectedlenses.testkit.Behaviour;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Canary secrets go in wherever a secret can, a provider throws them back in every way it can, and
 * nothing of them is found anywhere but in the two calls that they are for.
 */
class CanaryTest {
  private static final String MINE = "sk-canary-mine-5f1d07c3a9";
  private static final String NEXT = "sk-canary-next-8be2460d17";
  private static final String OPERATORS = "sk-canary-ops-c04471fe92";
  private static final String BAD = "sk-canary-bad-37aa90d1ce";
  private static final String VAULT = "canary-vault-key-e18f5b06d24c7793";
  private static final String PASSWORD = "canary-password-93f0b1";

  private final List<String> answers = new ArrayList<>();

  @TempDir Path folder;

  private static Canaries released() {
    Canaries canaries = new Canaries();
    canaries.release("my key", MINE);
    canaries.release("my next key", NEXT);
    canaries.release("the operator's key", OPERATORS);
    canaries.release("a refused key", BAD);
    canaries.release("the vault key", VAULT);
    canaries.release("a password", PASSWORD);
    return canaries;
  }

  /** Ways in which a provider can throw back what it was sent. */
  private static List<Behaviour> echoes(String key) {
    String json = "{\"error\":{\"message\":\"bad key " + key + "\",\"type\":\"" + key + "\"}}";
    return List.of(
        new Behaviour.LeakKey(),
        new Behaviour.Status(400, Map.of("X-Key", key), json),
        new Behaviour.Status(401, Map.of("WWW-Authenticate", "Bearer " + key), json),
        new Behaviour.Status(500, Map.of(), key),
        new Behaviour.ErrorInside(1, "your key was " + key),
        new Behaviour.WrongType("text/html", "<p>" + key + "</p>"),
        new Behaviour.Redirect("http://127.0.0.1:9/?key=" + key),
        Behaviour.answer("It is " + key));
  }

  @Test
  void noSecretIsAnywhereInTheOpen() {
    try (Canaries canaries = released();
        LiveServer server =
            new LiveServer(
                folder, OPERATORS, c -> c.with(new Config.VaultKeys(Secret.of(VAULT), null)))) {
      String ada = server.signUp("ada", PASSWORD);
      String bob = server.signUp("bob", PASSWORD);
      handIn(server, ada);
      String id = server.rpc(ada, "fn_get_my_api_keys", "{}").path(0).path("id").asString();
      use(server, ada, MINE);
      keep(server.send("POST", "/v1/keys/" + id + "/test", "", ada));
      keep(server.send("POST", "/v1/keys/" + id + "/rotate", "{'secret':'" + NEXT + "'}", ada));
      use(server, ada, NEXT);
      use(server, bob, OPERATORS);
      server.send(
          "POST",
          "/auth/v1/token?grant_type=password",
          "{'email':'ada@example.org','password':'" + PASSWORD + "'}",
          null);
      keep(server.send("GET", "/rest/v1/keys", "", ada, "ai"));
      keep(server.send("GET", "/rest/v1/providers", "", ada, "ai"));

      assertThat(canaries.lines()).as("the server logs at DEBUG").isGreaterThan(100);
      assertThat(canaries.in("answers", answers.stream())).isEmpty();
      assertThat(canaries.everywhere(server.database, folder)).isEmpty();
      assertThat(canaries.inADumpOf(server.database)).isEmpty();
      assertThat(canaries.inTheFilesOf(server.database)).isEmpty();
      plantedLeaksAreFound(canaries, server);
    }
  }

  /** Debian's PostgreSQL 15, whose pg_dump is there with it; the packaged release has none. */
  @Test
  void noSecretIsInWhatPgDumpWrites() throws Exception {
    try (OwnServer postgres = OwnServer.installed("")) {
      assertThat(new Migrator(postgres.url()).migrate()).isPositive();
      try (Canaries canaries = released();
          LiveServer server =
              new LiveServer(
                  postgres.database(),
                  folder,
                  OPERATORS,
                  c -> c.with(new Config.VaultKeys(Secret.of(VAULT), null)))) {
        String ada = server.signUp("ada", PASSWORD);
        handIn(server, ada);
        use(server, ada, MINE);

        String dump = postgres.dump();

        assertThat(dump)
            .as("it is a whole dump")
            .contains("COPY ai.keys (", "ada@example.org", "CREATE FUNCTION public.fn_");
        assertThat(canaries.in("pg_dump", Stream.of(dump))).isEmpty();
        assertThat(canaries.in("answers", answers.stream())).isEmpty();
        plantIn(server);
        assertThat(canaries.in("pg_dump", Stream.of(postgres.dump())))
            .containsExactly("pg_dump: my key", "pg_dump: my next key");
      }
    }
  }

  private void handIn(LiveServer server, String token) {
    keep(server.send("POST", "/v1/keys", "{'provider':'lab','secret':'" + MINE + "'}", token));
    keep(server.send("POST", "/v1/keys", "{'provider':'lab','secret':'" + BAD + "'", token));
    keep(server.send("POST", "/v1/keys", "{'provider':'" + BAD + "','secret':'x y'}", token));
    keep(server.send("POST", "/v1/keys", "{'" + BAD + "':1}", token));
    keep(server.send("POST", "/v1/keys", BAD, token));
    keep(server.send("PATCH", "/v1/keys/none", "{'secret':'" + BAD + "'}", token));
    keep(
        server.send(
            "POST",
            "/v1/keys",
            "{'provider':'lab','secret':'" + BAD + "','expires_at':'x'}",
            token));
  }

  private void use(LiveServer server, String token, String key) {
    String workflow = server.workflow(token, "lab/tiny");
    for (Behaviour echo : echoes(key)) {
      server.lab.next(echo);
      JsonNode run = server.run(token, workflow);
      answers.add(run.toString());
      assertThat(server.lab.ledger().getLast().bearer())
          .as("the right key was sent")
          .isEqualTo(key);
      String body = "{'p_run_id':'" + run.path("id").asString() + "'}";
      answers.add(server.rpc(token, "fn_list_workflow_run_events", body).toString());
      answers.add(server.rpc(token, "fn_get_workflow_node_results", body).toString());
    }
  }

  private void keep(Answer answer) {
    answers.add(answer.raw() + answer.headers());
  }

  /** The test of the test: a hunt that finds nothing must be able to find. */
  private void plantedLeaksAreFound(Canaries canaries, LiveServer server) {
    plantIn(server);
    LoggerFactory.getLogger("planted").debug("calling with {}", OPERATORS);
    assertThat(canaries.everywhere(server.database, folder))
        .contains("ai.keys: my key", "ai.keys: my next key", "log: the operator's key");
    assertThat(canaries.inADumpOf(server.database))
        .contains("dump of ai.keys: my key", "dump of ai.keys: my next key");
    assertThat(canaries.inTheFilesOf(server.database))
        .anyMatch(place -> place.endsWith(" on disk: my key"))
        .anyMatch(place -> place.endsWith(" on disk: my next key"));
    assertThat(canaries.in("answers", Stream.of("... " + PASSWORD))).hasSize(1);
  }

  private static void plantIn(LiveServer server) {
    server
        .database
        .admin()
        .useHandle(h ->
            h.createUpdate(
                    "update ai.keys set label = encode(convert_to(?, 'UTF8'), 'base64'), ciphertext = convert_to(?, 'UTF8')")
                .bind(0, MINE)
                .bind(1, "well hidden: " + NEXT)
                .execute());
  }
}
