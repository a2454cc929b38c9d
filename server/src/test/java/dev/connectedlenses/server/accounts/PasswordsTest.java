package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordsTest {

  private static final Passwords.Cost CHEAP = new Passwords.Cost(64, 1, 1);

  private final Passwords passwords =
      new Passwords(CHEAP, new SecureRandom(), Duration.ofSeconds(5));

  @Test
  void theReferenceImplementationsHashIsUnderstood() {
    String reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(passwords.verify("password", reference)).isTrue();
    assertThat(passwords.verify("Password", reference)).isFalse();
  }

  @Test
  void hashesAreSaltedAndNameTheirCost() {
    String first = passwords.hash("correct horse");
    assertThat(first).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    assertThat(first).isNotEqualTo(passwords.hash("correct horse"));
    assertThat(passwords.verify("correct horse", first)).isTrue();
    assertThat(passwords.verify("correct hors", first)).isFalse();
  }

  @Test
  void nobodysPasswordIsNeverRight() {
    assertThat(passwords.verify("", null)).isFalse();
  }

  @Test
  void aHashOfAnotherCostIsOutdated() {
    Passwords standard =
        new Passwords(Passwords.Cost.STANDARD, new SecureRandom(), Duration.ofSeconds(5));
    String old = passwords.hash("x");
    assertThat(standard.outdated(old)).isTrue();
    assertThat(passwords.outdated(old)).isFalse();
    assertThat(standard.verify("x", old)).isTrue();
  }

  @Test
  void whoFindsNoPlaceIsRefused() throws Exception {
    Passwords impatient =
        new Passwords(new Passwords.Cost(8 * 1024, 3, 1), new SecureRandom(), Duration.ZERO);
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    Thread[] threads = new Thread[16];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.startVirtualThread(() -> {
            try {
              start.await();
              impatient.hash("x");
              done.incrementAndGet();
            } catch (AuthError.Refused e) {
              refused.incrementAndGet();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(done.get()).isPositive();
    assertThat(done.get() + refused.get()).isEqualTo(16);
  }

  @Test
  void aStoredHashOfAnotherKindIsAFaultNotAWrongPassword() {
    assertThatThrownBy(() -> passwords.verify("x", "$2b$10$abc"))
        .isInstanceOf(IllegalStateException.class);
  }
}
