package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** API tokens from the command line: made and shown once, listed without themselves, ended. */
final class TokenCommandsTest {
  private static final String TOKENS = "/v1/tokens";
  private static final String ID = "0197d4c0-0000-7000-8000-0000000000aa";
  private static final String LISTED =
      "{\"id\":\"%s\",\"name\":\"nightly\",\"suffix\":\"9f2c\",\"scopes\":[\"read\",\"run\"],\"expires_at\":\"2027-02-21T10:00:00Z\",\"last_used_at\":null,\"created_at\":\"2026-11-23T10:00:00Z\"%s}";

  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @AfterEach
  void stopServer() {
    server.close();
  }

  private Terminal.Result clens(String... words) {
    return Terminal.signedIn(server, dir).run(words);
  }

  @Test
  void aNewTokenIsShownOnce() {
    server.json("POST " + TOKENS, 201, LISTED.formatted(ID, ",\"token\":\"clens_secret\""));
    Terminal.Result made =
        clens("token", "create", "nightly", "--scope", "read,run", "--days", "30", "-o", "json");
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(JsonMapper.shared().readTree(made.out()).path("token").asString())
        .isEqualTo("clens_secret");
    assertThat(made.err()).contains("keep the token now; it cannot be shown again");
    JsonNode sent = JsonMapper.shared().readTree(server.only("POST " + TOKENS).body());
    assertThat(sent)
        .isEqualTo(
            JsonMapper.shared()
                .readTree("{\"name\":\"nightly\",\"scopes\":[\"read\",\"run\"],\"days\":30}"));
    assertThat(server.only("POST " + TOKENS).authorization()).isEqualTo("Bearer token-of-tests");
  }

  @Test
  void unlessToldOtherwiseItReadsForNinetyDays() {
    server.json("POST " + TOKENS, 201, LISTED.formatted(ID, ",\"token\":\"clens_secret\""));
    assertThat(clens("token", "create", "x").out()).contains("clens_secret");
    JsonNode sent = JsonMapper.shared().readTree(server.only("POST " + TOKENS).body());
    assertThat(sent.path("days").asInt()).isEqualTo(90);
    assertThat(sent.path("scopes").toString()).isEqualTo("[\"read\"]");
  }

  @Test
  void whatTheServerRefusesIsToldWithItsRemedy() {
    server.json(
        "POST " + TOKENS,
        400,
        "{\"code\":\"validation_failed\",\"message\":\"\\\"scopes\\\" is a list of read, run and write\",\"details\":null,\"hint\":\"see docs/reference/auth.md\"}");
    Terminal.Result refused = clens("token", "create", "x", "--scope", "everything");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("is a list of read, run and write", "docs/reference");
  }

  @Test
  void daysAreANumber() {
    Terminal.Result refused = clens("token", "create", "x", "--days", "many");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("many");
    assertThat(server.asked("POST " + TOKENS)).isEmpty();
  }

  @Test
  void theListShowsWhatATokenIsForAndNeverTheToken() {
    server.json("GET " + TOKENS, 200, "[" + LISTED.formatted(ID, "") + "]");
    Terminal.Result list = clens("token", "list", "--time", "iso");
    assertThat(list.exit()).as(list.err()).isZero();
    assertThat(list.out()).contains("nightly", "9f2c", "read", "run", "2027-02-21", ID);
    assertThat(clens("token", "list", "-o", "json").out()).doesNotContain("\"token\"");
    assertThat(server.asked("GET " + TOKENS)).allMatch(asked -> asked.body().isEmpty());
  }

  @Test
  void aTokenIsEndedByItsId() {
    server.json("DELETE " + TOKENS + "/" + ID, 204, "");
    Terminal.Result ended = clens("token", "revoke", ID);
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("revoked token " + ID);
  }

  @Test
  void anIdThatIsNoneStaysOneSegmentOfTheAddress() {
    Terminal.Result refused = clens("token", "revoke", "../users?x=1");
    assertThat(refused.exit()).isEqualTo(5);
    assertThat(server.asked("DELETE " + TOKENS + "/../users?x=1")).hasSize(1);
    assertThat(server.asked("DELETE " + TOKENS + "/../users?x=1").getFirst().query())
        .isEqualTo("null");
  }
}
