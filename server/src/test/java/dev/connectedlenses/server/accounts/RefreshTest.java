package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.server.accounts.AccountServer.Answer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Refresh tokens and sign-in links: single use, also when many come at once. */
class RefreshTest {

  static AccountServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new AccountServer(10_000);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Makes what has been spent look spent long ago. */
  private static void letTheGraceGoBy() {
    server
        .database
        .admin()
        .useHandle(h ->
            h.execute("update auth.refresh_tokens set used_at = used_at - interval '11 seconds'"));
  }

  @Test
  void aHundredRequestsThatSpendOneTokenAtOnceGetOneSuccessor() throws Exception {
    String token = server.signUp("race@example.org").text("refresh_token");
    Set<String> successors = new HashSet<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> spend = () -> server.refresh(token);
      for (var future : threads.invokeAll(IntStream.range(0, 100).mapToObj(i -> spend).toList())) {
        Answer answer = future.get();
        assertThat(answer.status()).isEqualTo(200);
        successors.add(answer.text("refresh_token"));
      }
    }
    assertThat(successors).hasSize(1).doesNotContain(token);
    int alive =
        server
            .database
            .admin()
            .withHandle(h ->
                h.createQuery(
                        "select count(*) from auth.refresh_tokens t join auth.sessions s on s.id = t.session_id"
                            + " join auth.users u on u.id = s.user_id where u.email = 'race@example.org'"
                            + " and t.used_at is null and s.revoked_at is null")
                    .mapTo(int.class)
                    .one());
    assertThat(alive).as("one lineage").isEqualTo(1);
    assertThat(server.refresh(successors.iterator().next()).status()).isEqualTo(200);
  }

  @Test
  void aTokenSpentLongAgoEndsItsWholeFamily() throws Exception {
    Answer first = server.signUp("stolen@example.org");
    Answer second = server.refresh(first.text("refresh_token"));
    Answer other = server.signIn("stolen@example.org", "correct horse");
    letTheGraceGoBy();
    Answer replay = server.refresh(first.text("refresh_token"));
    assertThat(replay.status()).isEqualTo(400);
    assertThat(replay.text("error_code")).isEqualTo("refresh_token_already_used");
    assertThat(server.refresh(second.text("refresh_token")).text("error_code"))
        .isEqualTo("refresh_token_not_found");
    assertThat(server.user(second.text("access_token")).text("error_code"))
        .isEqualTo("session_not_found");
    assertThat(server.refresh(other.text("refresh_token")).status()).isEqualTo(200);
  }

  @Test
  void whatWasNeverATokenIsNotFound() throws Exception {
    for (String token : List.of("x", "null", "a".repeat(5000))) {
      Answer answer = server.refresh(token);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("error_code")).isEqualTo("refresh_token_not_found");
    }
  }

  @Test
  void aSignInLinkWorksOnce() throws Exception {
    UUID owner = server.door.localOwner();
    assertThat(server.door.localOwner()).isEqualTo(owner);
    String token = server.door.signInToken(owner, Duration.ofMinutes(5));
    String body = "{'type':'magiclink','token':'" + token + "'}";
    int granted = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> spend = () -> server.post("/auth/v1/verify", body);
      for (var future : threads.invokeAll(IntStream.range(0, 10).mapToObj(i -> spend).toList())) {
        granted += future.get().status() == 200 ? 1 : 0;
      }
    }
    assertThat(granted).isEqualTo(1);
    Answer again = server.post("/auth/v1/verify", body);
    assertThat(again.status()).isEqualTo(403);
    assertThat(again.text("error_code")).isEqualTo("otp_expired");
  }

  @Test
  void anOldSignInLinkIsRefused() throws Exception {
    String token = server.door.signInToken(server.door.localOwner(), Duration.ofMinutes(-1));
    assertThat(
            server.post("/auth/v1/verify", "{'type':'magiclink','token':'" + token + "'}").status())
        .isEqualTo(403);
  }

  @Test
  void noTokenIsStoredInTheClear() throws Exception {
    Answer session = server.signUp("clear@example.org");
    Answer next = server.refresh(session.text("refresh_token"));
    String link = server.door.signInToken(server.door.localOwner(), Duration.ofMinutes(5));
    String everything =
        server
            .database
            .admin()
            .withHandle(h ->
                h.createQuery(
                        """
                        select string_agg(t, ' ') from (
                          select r::text from auth.refresh_tokens r
                          union all select s::text from auth.sessions s
                          union all select o::text from auth.one_time_tokens o
                          union all select u::text from auth.users u) as row (t)
                        """)
                    .mapTo(String.class)
                    .one());
    assertThat(everything)
        .doesNotContain(session.text("refresh_token"), next.text("refresh_token"), link)
        .doesNotContain(session.text("access_token"), "correct horse")
        .contains("$argon2id$");
  }

  @Test
  void anotherProcessOnTheSameDatabaseSignsWithTheSameKey() throws Exception {
    Answer session = server.signUp("second@example.org");
    try (AccountDoor second =
        server.another(AccountServer.settings(10_000), java.time.Instant::now)) {
      String token = session.text("access_token");
      assertThat(second.verifier().verify(token).role()).isEqualTo("authenticated");
    }
  }
}
