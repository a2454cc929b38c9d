package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.server.accounts.AccountServer.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often, how many, how long; and what a stranger learns from the time an answer takes. */
class LimitsTest {

  private static AccountSettings with(UnaryOperator<AccountSettings.Limits> change) {
    AccountSettings usual = AccountServer.settings(10_000);
    return new AccountSettings(
        usual.issuer(),
        true,
        false,
        List.of(),
        change.apply(usual.limits()),
        usual.keys(),
        null,
        List.of());
  }

  private static AccountSettings limits(int perAccount, int perAddress, int sessions) {
    return with(l ->
        new AccountSettings.Limits(
            perAccount,
            perAddress,
            100,
            sessions,
            l.accessLife(),
            l.refreshLife(),
            l.sessionLife()));
  }

  @Test
  void theOldestSessionEndsWhenOneTooManyBegins() throws Exception {
    try (AccountServer server = new AccountServer(limits(100, 1000, 3))) {
      List<Answer> sessions = new ArrayList<>(List.of(server.signUp("many@example.org")));
      for (int i = 0; i < 3; i++) {
        sessions.add(server.signIn("many@example.org", "correct horse"));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Answer session : sessions) {
        statuses.add(server.refresh(session.text("refresh_token")).status());
      }
      assertThat(statuses).containsExactly(400, 200, 200, 200);
    }
  }

  @Test
  void aSessionThatIsUsedIsNotTheOneThatEnds() throws Exception {
    try (AccountServer server = new AccountServer(limits(100, 1000, 2))) {
      Answer used = server.signUp("used@example.org");
      Answer idle = server.signIn("used@example.org", "correct horse");
      Answer renewed = server.refresh(used.text("refresh_token"));
      server.signIn("used@example.org", "correct horse");
      assertThat(server.refresh(renewed.text("refresh_token")).status()).isEqualTo(200);
      assertThat(server.refresh(idle.text("refresh_token")).status()).isEqualTo(400);
    }
  }

  @Test
  void manySignInsAtOnceLeaveNoMoreSessionsThanAllowed() throws Exception {
    try (AccountServer server = new AccountServer(limits(1000, 1000, 4));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.signUp("atonce@example.org");
      Callable<Integer> signIn =
          () -> server.signIn("atonce@example.org", "correct horse").status();
      for (var future : threads.invokeAll(IntStream.range(0, 12).mapToObj(i -> signIn).toList())) {
        assertThat(future.get()).isEqualTo(200);
      }
      int live =
          server
              .database
              .admin()
              .withHandle(h ->
                  h.createQuery("select count(*) from auth.sessions where revoked_at is null")
                      .mapTo(Integer.class)
                      .one());
      assertThat(live).isEqualTo(4);
    }
  }

  @Test
  void aSessionEndsAtItsTimeHoweverOftenItIsRenewed() throws Exception {
    try (AccountServer server =
        new AccountServer(
            with(l ->
                new AccountSettings.Limits(
                    100, 1000, 100, 5, l.accessLife(), l.refreshLife(), Duration.ofDays(7))))) {
      Answer session = server.signUp("week@example.org");
      server
          .database
          .admin()
          .useHandle(
              h -> h.execute("update auth.sessions set not_after = not_after - interval '8 days'"));
      assertThat(server.refresh(session.text("refresh_token")).text("error_code"))
          .isEqualTo("refresh_token_not_found");
      assertThat(server.user(session.text("access_token")).text("error_code"))
          .isEqualTo("session_not_found");
    }
  }

  @Test
  void anAddressHasOnlySoManyRequestsAMinute() throws Exception {
    try (AccountServer server = new AccountServer(limits(100, 5, 5))) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        statuses.add(server.signIn("nobody" + i + "@example.org", "correct horse").status());
      }
      assertThat(statuses).containsExactly(400, 400, 400, 400, 400, 429, 429);
      Answer over = server.post("/auth/v1/recover", "{'email':'x@example.org'}");
      assertThat(over.status()).isEqualTo(429);
      assertThat(over.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(1L, 61L);
    }
  }

  @Test
  void linksGoOnWorkingWhileAPasswordIsBeingGuessed() throws Exception {
    try (AccountServer server = new AccountServer(limits(3, 1000, 5))) {
      server.signUp("guessed@example.org");
      for (int i = 0; i < 8; i++) {
        server.signIn("guessed@example.org", "wrong");
      }
      assertThat(server.signIn("guessed@example.org", "correct horse").status()).isEqualTo(429);
      server.post("/auth/v1/otp", "{'email':'guessed@example.org'}");
      String code = Letterbox.code(server.letters.next("guessed@example.org"));
      Answer session =
          server.post(
              "/auth/v1/verify",
              "{'type':'email','email':'guessed@example.org','token':'" + code + "'}");
      assertThat(session.status()).isEqualTo(200);
    }
  }

  @Test
  void theTimeOfAnAnswerDoesNotTellWhichAccountsExist() throws Exception {
    try (AccountServer server = new AccountServer(limits(100_000, 100_000, 5))) {
      server.signUp("there@example.org");
      for (String path : List.of("token?grant_type=password", "recover", "otp")) {
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
          known.add(time(server, path, "there@example.org"));
          unknown.add(time(server, path, "elsewhere@example.org"));
        }
        assertThat(Math.abs(median(known) - median(unknown)))
            .as("nanoseconds between known and unknown at %s", path)
            .isLessThan(Duration.ofMillis(5).toNanos());
      }
    }
  }

  private static long time(AccountServer server, String path, String email) throws Exception {
    long start = System.nanoTime();
    server.post(
        "/auth/v1/" + path,
        "{'email':'%s','password':'battery staple','create_user':false}".formatted(email));
    return System.nanoTime() - start;
  }

  private static long median(List<Long> times) {
    return times.stream().skip(10).sorted().toList().get((times.size() - 10) / 2);
  }

  @Test
  void aFloodOfSignInsIsNoFaultAndOthersAreAnswered() throws Exception {
    try (AccountServer server = new AccountServer(limits(10_000, 10_000, 5), SLOW);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> signIns = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String email = "flood" + i + "@example.org";
        signIns.add(threads.submit(() -> server.signIn(email, "correct horse").status()));
      }
      int answered = 0;
      while (signIns.stream().anyMatch(f -> !f.isDone())) {
        assertThat(server.send("GET", "/auth/v1/settings", "").status()).isEqualTo(200);
        answered++;
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> signIn : signIns) {
        statuses.add(signIn.get());
      }
      assertThat(statuses).contains(400).isSubsetOf(400, 429, 503);
      assertThat(answered).isPositive();
    }
  }

  /** What a hash costs in earnest, and little patience. */
  private static final AccountServer.Hashing SLOW =
      new AccountServer.Hashing(Passwords.Cost.STANDARD, Duration.ofMillis(200));
}
