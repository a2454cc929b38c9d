package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.server.accounts.AccountServer.Answer;
import dev.connectedlenses.server.vault.Envelope;
import dev.connectedlenses.server.vault.MasterKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys of access tokens: sealed at rest, replaced in time, believed as long as needed. */
class SigningKeysTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Instant now = Instant.now();

  private SigningKeys keys(TestDatabase database, MasterKey master) {
    return new SigningKeys(
        new KeyStore(new AuthDatabase(database.database())),
        new Envelope(master, RANDOM),
        RANDOM,
        () -> now,
        Duration.ofMinutes(15));
  }

  private static String kid(String token) throws Exception {
    return SignedJWT.parse(token).getHeader().getKeyID();
  }

  @Test
  void tokensOfTheOldKeyHoldAndNewOnesAreSignedWithTheNew() throws Exception {
    try (AccountServer server = new AccountServer(10_000)) {
      String before = server.signUp("rotate@example.org").text("access_token");
      server.door.rotateKeys();
      Answer after = server.signIn("rotate@example.org", "correct horse");
      assertThat(kid(after.text("access_token"))).isNotEqualTo(kid(before));
      assertThat(server.user(before).status()).isEqualTo(200);
      assertThat(server.user(after.text("access_token")).status()).isEqualTo(200);
      Answer published = server.send("GET", "/auth/v1/.well-known/jwks.json", "");
      assertThat(published.body().path("keys").valueStream().map(k -> k.path("kid").asString()))
          .containsExactly(kid(after.text("access_token")), kid(before));
    }
  }

  @Test
  void aRefreshTokenOutlivesTheKeyAndConcurrentRenewalsStillAgree() throws Exception {
    try (AccountServer server = new AccountServer(10_000)) {
      Answer session = server.signUp("renew@example.org");
      String next = server.refresh(session.text("refresh_token")).text("refresh_token");
      server.door.rotateKeys();
      assertThat(server.refresh(session.text("refresh_token")).text("refresh_token"))
          .isEqualTo(next);
    }
  }

  @Test
  void aKeyWhoseOverlapIsOverIsNotBelieved() throws Exception {
    try (AccountServer server = new AccountServer(10_000)) {
      String before = server.signUp("late@example.org").text("access_token");
      server.door.rotateKeys();
      server
          .database
          .admin()
          .useHandle(h ->
              h.execute(
                  "update auth.signing_keys set retires_at = now() where status = 'retiring'"));
      server.door.reloadKeys();
      Answer answer = server.user(before);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.text("error_code")).isEqualTo("bad_jwt");
    }
  }

  @Test
  void anotherProcessBelievesTheNewKeyWhenItIsTold() throws Exception {
    try (AccountServer server = new AccountServer(10_000);
        AccountDoor other = server.another(AccountServer.settings(10), Instant::now)) {
      server.signUp("two@example.org");
      server.door.rotateKeys();
      String token = server.signIn("two@example.org", "correct horse").text("access_token");
      assertThatThrownBy(() -> other.verifier().verify(token)).hasMessageContaining("key");
      other.reloadKeys();
      assertThat(other.verifier().verify(token).role()).isEqualTo("authenticated");
    }
  }

  @Test
  void theKeyIsReplacedWhenItHasSignedForItsTime() {
    try (TestDatabase database = TestDatabase.create()) {
      SigningKeys keys = keys(database, MasterKey.fleeting(RANDOM));
      String first = keys.ring().signing().getKeyID();
      assertThat(keys.rotateAfter(Duration.ofDays(90))).isFalse();
      now = now.plus(91, ChronoUnit.DAYS);
      assertThat(keys.rotateAfter(Duration.ofDays(90))).isTrue();
      assertThat(keys.ring().signing().getKeyID()).isNotEqualTo(first);
      assertThat(keys.ring().believed()).hasSize(2);
    }
  }

  @Test
  void processesThatRotateAtOnceMakeOneNewKey() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      MasterKey master = MasterKey.fleeting(RANDOM);
      String first = keys(database, master).ring().signing().getKeyID();
      var processes =
          IntStream.range(0, 6)
              .mapToObj(i -> keys(database, master))
              .peek(k -> assertThat(k.ring().signing().getKeyID()).isEqualTo(first))
              .map(k -> (Callable<Boolean>) k::rotate)
              .toList();
      int done = 0;
      for (var future : threads.invokeAll(processes)) {
        done += future.get() ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
      assertThat(keys(database, master).ring().believed()).hasSize(2);
    }
  }

  @Test
  void noPrivatePartLiesInTheDatabase() {
    try (TestDatabase database = TestDatabase.create()) {
      SigningKeys keys = keys(database, MasterKey.fleeting(RANDOM));
      String secret = keys.ring().signing().getD().toString();
      keys.rotate();
      String rows =
          database
              .admin()
              .withHandle(h ->
                  h.createQuery(
                          "select string_agg(k::text || encode(sealed_key, 'escape'), ' ') from auth.signing_keys k")
                      .mapTo(String.class)
                      .one());
      assertThat(rows).doesNotContain(secret).doesNotContain("\"d\"");
      assertThat(keys.ring().published().toString(false)).doesNotContain("\"d\"");
    }
  }

  @Test
  void anotherMasterKeyIsRefusedWithTheRemedy() {
    try (TestDatabase database = TestDatabase.create()) {
      keys(database, MasterKey.fleeting(RANDOM)).ring();
      assertThatThrownBy(() -> keys(database, MasterKey.fleeting(RANDOM)).ring())
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("CLENS_MASTER_KEY");
    }
  }

  @Test
  void aKeyThatWasChangedInTheDatabaseIsRefused() {
    try (TestDatabase database = TestDatabase.create()) {
      MasterKey master = MasterKey.fleeting(RANDOM);
      keys(database, master).ring();
      database
          .admin()
          .useHandle(h ->
              h.execute(
                  "update auth.signing_keys set sealed_key = set_byte(sealed_key, 70, get_byte(sealed_key, 70) # 1)"));
      assertThatThrownBy(() -> keys(database, master).ring())
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("was changed");
    }
  }
}
