package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.rest.auth.JwtKey;
import dev.connectedlenses.rest.auth.JwtSettings;
import dev.connectedlenses.rest.auth.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The data API on the migrated schema, with everything a public server switches on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OwnSchemaTest {

  private final TestDatabase database = TestDatabase.create();
  private final RestService service = open();

  private RestService open() {
    RestConfig config =
        RestConfig.of(
                DbSettings.of(List.of("public", "lensers", "agents", "lenses", "ai"), "anon")
                    .withMaxRows(1000L),
                JwtSettings.of(
                    List.of(JwtKey.hs256(Tokens.SECRET.getBytes(StandardCharsets.UTF_8)))))
            .withLimits(RequestLimits.STRICT)
            .withExtensions(Extensions.ALL);
    return RestService.open(
        database.database(), config, new TokenVerifier(config.jwt(), InstantSource.system()));
  }

  @AfterAll
  void close() {
    service.close();
    database.close();
  }

  private RestResponse send(
      String method, String path, String query, String body, String... headers) {
    return service.handle(
        new RestRequest(
            method, path, query, Headers.of(headers), body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsTheCatalogOfModelsAsAnyone() {
    RestResponse answer =
        send("GET", "/models", "select=key,providers(key)&limit=3", "", "Accept-Profile", "ai");
    assertThat(answer.status())
        .as("%s", new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    JsonNode rows = JsonMapper.shared().readTree(answer.body());
    assertThat(rows.isArray()).isTrue();
  }

  @Test
  void callsFunctionsAsAnyone() {
    RestResponse answer = send("POST", "/rpc/fn_ai_catalog_providers", "", "{}");
    assertThat(answer.status())
        .as("%s", new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
  }

  @Test
  void refusesWhatOnlyMembersMay() {
    RestResponse answer = send("POST", "/rpc/fn_get_my_lenses", "", "{}");
    assertThat(answer.status()).isIn(401, 403);
    String token =
        Tokens.of(
            "{\"role\":\"authenticated\",\"sub\":\"%s\",\"exp\":%d}"
                .formatted(new UUID(1, 2), Tokens.FAR));
    RestResponse member =
        send("POST", "/rpc/fn_get_my_lenses", "", "{}", "Authorization", "Bearer " + token);
    assertThat(member.status()).isLessThan(500);
  }

  @Test
  void seesNewObjectsAfterAReload() {
    assertThat(send("GET", "/later", "", "").status()).isEqualTo(404);
    database
        .admin()
        .useHandle(handle -> {
          handle.execute("create table public.later (id int primary key)");
          handle.execute("grant select on public.later to anon");
        });
    service.reload();
    assertThat(send("GET", "/later", "", "").status()).isEqualTo(200);
  }

  @Test
  void describesItself() {
    RestResponse answer = send("GET", "/", "", "", "apikey", "whatever");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/openapi+json; charset=utf-8");
  }
}
