package dev.connectedlenses.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.server.LiveServer;
import dev.connectedlenses.server.LiveServer.Answer;
import dev.connectedlenses.testkit.Await;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The server signs by itself, and everybody can check the own chain. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditRoutesTest {
  private final LiveServer server;
  private final Path outside;

  AuditRoutesTest(@TempDir Path folder) {
    server = new LiveServer(folder);
    outside = folder.resolve("data.audit");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String profile(String token) {
    return server.rpc(token, "fn_lensers_get_active_profile", "{}").path(0).path("id").asString();
  }

  @Test
  void whatIsDoneIsSignedOutsideTheDatabaseAndVerified() throws Exception {
    String ada = server.signUp("ada", "correct horse");
    String body = "{'provider':'lab','secret':'sk-0123456789abcdef'}";
    assertThat(server.send("POST", "/v1/keys", body, ada).status()).isEqualTo(201);
    String me = profile(ada);
    Await.until(
        "a checkpoint outside",
        () -> Files.exists(outside) && Files.readString(outside).contains(me));
    Await.until(
        "and in the database",
        () ->
            server
                .sql(
                    "select count(*)::text from audit.checkpoints where owner_lenser_id = '"
                        + me
                        + "'")
                .equals("1"));
    Answer whole = server.send("GET", "/v1/audit/verify", "", ada);
    assertThat(whole.body().path("ok").asBoolean()).as(whole.raw()).isTrue();
    assertThat(whole.body().path("rows").asInt()).isEqualTo(1);
    assertThat(whole.body().path("outside").asInt()).isEqualTo(1);

    String copy = Files.readString(outside);
    server
        .database
        .admin()
        .useTransaction(h -> {
          h.execute("set local session_replication_role = replica");
          h.execute(
              "update audit.log set action = 'key.removed' where owner_lenser_id = ?::uuid", me);
        });
    Answer changed = server.send("GET", "/v1/audit/verify", "", ada);
    assertThat(changed.body().path("ok").asBoolean()).isFalse();
    assertThat(changed.raw()).contains("the row was changed");
    String posted = JsonMapper.shared().createObjectNode().put("checkpoints", copy).toString();
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve("/v1/audit/verify"))
            .header("Authorization", "Bearer " + ada)
            .POST(HttpRequest.BodyPublishers.ofString(posted))
            .build();
    assertThat(server.send(request).body().path("outside").asInt()).isEqualTo(2);
  }

  @Test
  void onlyTheOwnChainAndOnlySignedIn() {
    assertThat(server.send("GET", "/v1/audit/verify", "", null).status()).isEqualTo(401);
    String bob = server.signUp("bob", "correct horse");
    Answer own = server.send("POST", "/v1/audit/verify", "{'checkpoints':''}", bob);
    assertThat(own.body().path("ok").asBoolean()).as(own.raw()).isTrue();
    assertThat(own.body().path("rows").asInt()).isZero();
    assertThat(server.send("POST", "/v1/audit/verify", "{'checkpoints':7}", bob).status())
        .isEqualTo(400);
    assertThat(server.send("POST", "/v1/audit/verify", "nonsense", bob).status()).isEqualTo(400);
    assertThat(server.send("GET", "/v1/admin/audit/verify", "", bob).status()).isEqualTo(403);
    assertThat(server.send("GET", "/v1/admin/audit/verify", "", null).status()).isEqualTo(401);
    assertThat(URI.create(server.uri().toString()).getPort()).isPositive();
  }
}
