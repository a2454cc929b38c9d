package dev.connectedlenses.server.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id hashes in PHC form. Few are computed at once, because each one takes a processor and 46
 * MiB; a caller who finds no place in time is refused.
 */
public final class Passwords {

  /** What one hash costs: memory in KiB, passes, lanes. */
  public record Cost(int memory, int passes, int lanes) {

    /** OWASP's first choice, about 90 ms. */
    public static final Cost STANDARD = new Cost(46 * 1024, 1, 1);
  }

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int AT_ONCE = 2;

  private final Cost cost;
  private final SecureRandom random;
  private final Duration patience;
  private final BreachedPasswords breached;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final String nobody;

  public Passwords(Cost cost, SecureRandom random, Duration patience) {
    this(cost, random, patience, BreachedPasswords.COMMON);
  }

  /**
   * @param breached which ones nobody may choose
   */
  public Passwords(Cost cost, SecureRandom random, Duration patience, BreachedPasswords breached) {
    this.breached = breached;
    this.cost = cost;
    this.random = random;
    this.patience = patience;
    this.nobody = print(cost, salt(), new byte[HASH_BYTES]);
  }

  /** Refuses a password that is too short or that attackers try first. */
  void requireStrong(String password) {
    Addresses.checkStrength(password);
    if (breached.contains(password)) {
      throw AuthError.PWNED_PASSWORD.refuse(Addresses.weak("pwned"));
    }
  }

  /** A new hash of this password. */
  public String hash(String password) {
    byte[] salt = salt();
    return print(cost, salt, compute(cost, salt, password, HASH_BYTES));
  }

  /**
   * Whether the password fits the hash. Without a hash the answer is no and takes just as long, so
   * that time does not tell which accounts exist.
   */
  public boolean verify(String password, @Nullable String phc) {
    Matcher parts = PHC.matcher(phc == null ? nobody : phc);
    if (!parts.matches()) {
      throw new IllegalStateException("a stored password hash is not Argon2id in PHC form");
    }
    byte[] expected = Base64.getDecoder().decode(parts.group(5));
    byte[] salt = Base64.getDecoder().decode(parts.group(4));
    byte[] actual = compute(costOf(parts), salt, password, expected.length);
    return MessageDigest.isEqual(expected, actual) && phc != null;
  }

  /** Whether the hash was made at another cost than today's. */
  public boolean outdated(String phc) {
    Matcher parts = PHC.matcher(phc);
    return !parts.matches() || !costOf(parts).equals(cost);
  }

  private static Cost costOf(Matcher parts) {
    return new Cost(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  private byte[] compute(Cost at, byte[] salt, String password, int length) {
    enter();
    try {
      Argon2BytesGenerator argon = new Argon2BytesGenerator();
      argon.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(at.memory())
              .withIterations(at.passes())
              .withParallelism(at.lanes())
              .withSalt(salt)
              .build());
      byte[] hash = new byte[length];
      argon.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
      return hash;
    } finally {
      places.release();
    }
  }

  private void enter() {
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw AuthError.OVER_REQUEST_RATE_LIMIT.refuse();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AuthError.OVER_REQUEST_RATE_LIMIT.refuse();
    }
  }

  private byte[] salt() {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  private static String print(Cost cost, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memory(),
            cost.passes(),
            cost.lanes(),
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }
}
