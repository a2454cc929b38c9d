package dev.connectedlenses.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.Config;
import dev.connectedlenses.server.LiveServer;
import dev.connectedlenses.server.LiveServer.Answer;
import dev.connectedlenses.testkit.Behaviour;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Keys from hand-in to use: sealed, tested, lent to the owner's runs, counted, replaced, ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyRoutesTest {
  private static final String SECRET = "sk-lab-7f3a9c51d2e84b60";
  private static final String UNKNOWN = "00000000-0000-7000-8000-000000000001";
  private static final String OLD_VAULT = "an old vault key, 32 characters or more";
  private static final String NEW_VAULT = "the new vault key, 32 characters or more";

  private final LiveServer server;
  private final String ada;
  private final String bob;

  KeyRoutesTest(@TempDir Path folder) {
    server = new LiveServer(folder);
    ada = server.signUp("ada", "correct horse");
    bob = server.signUp("bob", "correct horse");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeAll
  void price() {
    server
        .database
        .admin()
        .useHandle(h ->
            h.execute(
                "insert into ai.model_pricing (model_id, input_per_mtok, output_per_mtok, effective_from)"
                    + " values (ai.find_model('lab/tiny'), 1000, 1000, now() - interval '1 day')"));
  }

  @BeforeEach
  void revokeAll() {
    server.lab.requireKey(SECRET);
    for (String token : Set.of(ada, bob)) {
      for (JsonNode key : server.rpc(token, "fn_get_my_api_keys", "{}")) {
        if (key.path("status").asString().equals("active")) {
          server.send(
              "POST",
              "/rest/v1/rpc/fn_revoke_api_key",
              "{'p_key_id':'%s'}".formatted(key.path("id").asString()),
              token);
        }
      }
    }
  }

  private String add(String token, String more) {
    Answer made =
        server.send(
            "POST",
            "/v1/keys",
            "{'provider':'lab','secret':'%s'%s}".formatted(SECRET, more),
            token);
    assertThat(made.status()).as(made.raw()).isEqualTo(201);
    return made.text("id");
  }

  private Answer test(String token, String id) {
    return server.send("POST", "/v1/keys/" + id + "/test", "", token);
  }

  @Test
  void aKeyIsShownByItsLastCharactersOnly() {
    Answer made =
        server.send(
            "POST",
            "/v1/keys",
            "{'provider':'lab','secret':'%s','label':'mine','spending_cap_credits':500}"
                .formatted(SECRET),
            ada);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.raw()).doesNotContain(SECRET).doesNotContain("ciphertext");
    assertThat(made.text("key_suffix")).isEqualTo("4b60");
    assertThat(made.text("provider_key")).isEqualTo("lab");
    assertThat(made.text("label")).isEqualTo("mine");
    assertThat(made.body().path("spending_cap_credits").asInt()).isEqualTo(500);
    assertThat(made.headers().get("cache-control")).contains("no-store");
    String row =
        server.sql("select k::text from ai.keys k where id = '%s'".formatted(made.text("id")));
    assertThat(row).doesNotContain(SECRET).doesNotContain("lab-7f3a");
    assertThat(
            server.sql(
                "select action from audit.log where subject_id = '%s'".formatted(made.text("id"))))
        .isEqualTo("key.added");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'provider':'lab'} | 400 | validation_failed",
        "{'secret':'sk-0123456789abcdef'} | 400 | validation_failed",
        "{'provider':'lab','secret':7} | 400 | validation_failed",
        "{'provider':'lab','secret':'short'} | 400 | bad_secret",
        "{'provider':'lab','secret':'with space in it'} | 400 | bad_secret",
        "{'provider':'lab','secret':'über-0123456789'} | 400 | bad_secret",
        "{'provider':'lab','secret':'sk-0123456789abcdef','owner':'me'} | 400 | unknown_field",
        "{'provider':'lab','secret':'sk-0123456789abcdef','expires_at':'soon'} | 400 | validation_failed",
        "{'provider':'lab','secret':'sk-0123456789abcdef','expires_at':'2020-01-01T00:00:00Z'} | 400 | 22023",
        "{'provider':'lab','secret':'sk-0123456789abcdef','spending_cap_credits':1.5} | 400 | validation_failed",
        "{'provider':'lab','secret':'sk-0123456789abcdef','spending_cap_credits':-1} | 400 | 22023",
        "{'provider':'lab','secret':'sk-0123456789abcdef','ai_lenser_id':'x'} | 400 | validation_failed",
        "{'provider':'lab','secret':'sk-0123456789abcdef','ai_lenser_id':'00000000-0000-7000-8000-000000000001'} | 404 | P0002",
        "{'provider':'nobody','secret':'sk-0123456789abcdef'} | 404 | P0002",
        "{'provider':'lab','secret':'sk-0123456789abcdef','secret':'sk-0123456789abcdee'} | 400 | bad_json",
        "[] | 400 | bad_json",
        "sk-0123456789abcdef | 400 | bad_json",
        "'' | 400 | bad_json",
      })
  void badKeysAreRefusedWithoutBeingRepeated(String body, int status, String code) {
    long before = Long.parseLong(server.sql("select count(*)::text from ai.keys"));
    Answer answer = server.send("POST", "/v1/keys", body, ada);
    assertThat(answer.status()).as(answer.raw()).isEqualTo(status);
    assertThat(answer.text("code")).isEqualTo(code);
    assertThat(answer.text("hint")).isNotEmpty();
    assertThat(answer.raw()).doesNotContain("0123456789");
    assertThat(server.sql("select count(*)::text from ai.keys")).isEqualTo("" + before);
  }

  @Test
  void onlySomebodySignedInHandsKeysIn() {
    String body = "{'provider':'lab','secret':'%s'}".formatted(SECRET);
    assertThat(server.send("POST", "/v1/keys", body, null).status()).isEqualTo(401);
    Answer token =
        server.send("POST", "/v1/tokens", "{'name':'ci','scopes':['read','write']}", ada);
    Answer refused = server.send("POST", "/v1/keys", body, token.text("token"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("code")).isEqualTo("insufficient_scope");
  }

  @Test
  void aTestSaysWhatTheProviderSays() {
    String id = add(ada, "");
    Answer fine = test(ada, id);
    assertThat(fine.body().path("ok").asBoolean()).as(fine.raw()).isTrue();
    assertThat(fine.body().path("models").toString()).isEqualTo("[\"tiny\",\"large\"]");
    server.lab.requireKey("another-key-entirely");
    Answer refused = test(ada, id);
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.body().path("ok").asBoolean()).isFalse();
    assertThat(refused.text("reason")).isEqualTo("refused");
    assertThat(refused.raw()).as("the provider repeats the key").doesNotContain(SECRET);
    assertThat(
            server.sql(
                "select string_agg(result, ' ' order by occurred_at) from ai.key_usage_log where key_id = '%s'"
                    .formatted(id)))
        .isEqualTo("success failed");
  }

  @Test
  void aProviderWithoutAnAddressOrGoneIsSaidSo() {
    Answer made =
        server.send(
            "POST", "/v1/keys", "{'provider':'openai_compatible','secret':'" + SECRET + "'}", ada);
    assertThat(test(ada, made.text("id")).text("reason")).isEqualTo("no_address");
    server
        .database
        .admin()
        .useHandle(h ->
            h.execute(
                "update ai.providers set base_url = 'http://127.0.0.1:9/v1' where key = 'openai_compatible'"));
    Answer gone = test(ada, made.text("id"));
    assertThat(gone.text("reason"))
        .as("a private address that nobody granted")
        .isEqualTo("unreachable");
    assertThat(gone.text("message"))
        .endsWith("could not be asked: this server may not connect to its address");
  }

  @Test
  void tooManyTestsHaveToWait() {
    String id = add(ada, "");
    for (int i = 0; i < 10; i++) {
      assertThat(test(ada, id).status()).isEqualTo(200);
    }
    Answer late = test(ada, id);
    assertThat(late.status()).isEqualTo(429);
    assertThat(late.headers().get("retry-after")).containsExactly("60");
  }

  @Test
  void anothersKeyIsNotThere() {
    String id = add(ada, "");
    for (String key : new String[] {id, UNKNOWN, "1-1-1-1-1"}) {
      assertThat(test(bob, key).status()).isEqualTo(404);
      assertThat(server.send("PATCH", "/v1/keys/" + key, "{'label':'x'}", bob).status())
          .isEqualTo(404);
      Answer rotated =
          server.send("POST", "/v1/keys/" + key + "/rotate", "{'secret':'" + SECRET + "'}", bob);
      assertThat(rotated.status()).isEqualTo(404);
      assertThat(rotated.text("code")).isEqualTo("P0002");
    }
  }

  @Test
  void aRunUsesItsOwnersKeyAndNobodyElses() {
    String id = add(ada, "");
    server.lab.next(Behaviour.answer("Good day."));
    JsonNode run = server.run(ada, server.workflow(ada, "lab/tiny"));
    assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("completed");
    assertThat(server.lab.ledger().getLast().bearer()).isEqualTo(SECRET);
    assertThat(
            server.sql(
                "select purpose || ' ' || result || ' ' || (cost_credits > 0) || ' ' || (run_id = '%s')"
                        .formatted(run.path("id").asString())
                    + " from ai.key_usage_log where key_id = '"
                    + id
                    + "'"))
        .isEqualTo("call success true true");
    JsonNode listed = server.rpc(ada, "fn_get_my_api_keys", "{}").path(0);
    assertThat(listed.path("spent_credits").decimalValue())
        .isEqualByComparingTo(run.path("spent_credits").decimalValue());
    assertThat(listed.path("last_used_at").isString()).isTrue();
    JsonNode others = server.run(bob, server.workflow(bob, "lab/tiny"));
    assertThat(others.path("status").asString()).isEqualTo("failed");
    assertThat(server.lab.ledger().getLast().bearer()).isEmpty();
  }

  @Test
  void aKeyThatHasSpentItsCapIsNotUsed() {
    String id = add(ada, ",'spending_cap_credits':1");
    String workflow = server.workflow(ada, "lab/tiny");
    assertThat(server.run(ada, workflow).path("status").asString()).isEqualTo("completed");
    int calls = server.lab.ledger().size();
    JsonNode refused = server.run(ada, workflow);
    assertThat(refused.path("status").asString()).isEqualTo("failed");
    assertThat(refused.toString()).contains("cap");
    assertThat(server.lab.ledger()).hasSize(calls);
    Answer raised = server.send("PATCH", "/v1/keys/" + id, "{'spending_cap_credits':1000000}", ada);
    assertThat(raised.status()).as(raised.raw()).isEqualTo(200);
    assertThat(server.run(ada, workflow).path("status").asString()).isEqualTo("completed");
  }

  @Test
  void aRotatedKeyIsTheNewSecret() {
    String id = add(ada, "");
    String fresh = "sk-lab-fresh-00112233";
    Answer rotated =
        server.send("POST", "/v1/keys/" + id + "/rotate", "{'secret':'%s'}".formatted(fresh), ada);
    assertThat(rotated.status()).as(rotated.raw()).isEqualTo(200);
    assertThat(rotated.text("key_suffix")).isEqualTo("2233");
    assertThat(test(ada, id).text("reason")).isEqualTo("refused");
    server.lab.requireKey(fresh);
    assertThat(test(ada, id).text("reason")).isEqualTo("ok");
  }

  @Test
  void aRevokedOrExpiredKeyIsOver() {
    String id = add(ada, "");
    server.rpc(ada, "fn_revoke_api_key", "{'p_key_id':'" + id + "'}");
    Answer revoked = test(ada, id);
    assertThat(revoked.status()).isEqualTo(409);
    assertThat(revoked.text("hint")).startsWith("key_revoked: ");
    String other = add(ada, "");
    server
        .database
        .admin()
        .useHandle(h ->
            h.execute(
                "update ai.keys set expires_at = now() - interval '1 second' where id = ?::uuid",
                other));
    assertThat(test(ada, other).text("hint")).startsWith("key_expired: ");
    JsonNode run = server.run(ada, server.workflow(ada, "lab/tiny"));
    assertThat(run.path("status").asString()).isEqualTo("failed");
    assertThat(server.lab.ledger().getLast().bearer()).isEmpty();
  }

  @Test
  void aKeySealedWithAnotherVaultKeyIsOpenedAndWrappedAnew() {
    String id = add(ada, "");
    String master = sealer(id);
    server.restart(c -> c.with(new Config.VaultKeys(Secret.of(OLD_VAULT), null)));
    assertThat(test(ada, id).text("reason")).as("the master key still opens").isEqualTo("ok");
    dev.connectedlenses.testkit.Await.until("wrapped anew", () -> !sealer(id).equals(master));
    String old = sealer(id);
    server.restart(c -> c.with(new Config.VaultKeys(Secret.of(NEW_VAULT), Secret.of(OLD_VAULT))));
    dev.connectedlenses.testkit.Await.until("wrapped anew again", () -> !sealer(id).equals(old));
    server.restart(c -> c.with(new Config.VaultKeys(Secret.of(NEW_VAULT), null)));
    assertThat(test(ada, id).text("reason")).isEqualTo("ok");
    server.restart(c -> c);
    Answer lost = test(ada, id);
    assertThat(lost.status()).isEqualTo(409);
    assertThat(lost.text("code")).isEqualTo("key_unreadable");
    server.send("POST", "/v1/keys/" + id + "/rotate", "{'secret':'" + SECRET + "'}", ada);
    assertThat(test(ada, id).text("reason")).as("handed in again").isEqualTo("ok");
  }

  private String sealer(String id) {
    return server.sql("select kek_id from ai.keys where id = '" + id + "'");
  }
}
