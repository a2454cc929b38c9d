package dev.connectedlenses.server.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins that end with a code in an address: whoever began it proves so with the verifier of the
 * challenge they gave (PKCE), so a code that was overheard is worth nothing.
 */
final class Flows {

  private static final Duration CODE_LIFE = Duration.ofMinutes(5);
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private final FlowStore store;
  private final Secrets secrets;
  private final InstantSource clock;

  Flows(FlowStore store, Secrets secrets, InstantSource clock) {
    this.store = store;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Where a sign-in leads back to, and the challenge of whoever began it. */
  record Return(String redirectTo, @Nullable String challenge, @Nullable String method) {

    /** Reads what a client of supabase-js sends; both parts of the challenge or none. */
    static Return of(String redirectTo, @Nullable String challenge, @Nullable String method) {
      if (challenge == null || challenge.isEmpty()) {
        return new Return(redirectTo, null, null);
      }
      String kind = method == null ? "plain" : method.toLowerCase(Locale.ROOT);
      if (!CHALLENGE.matcher(challenge).matches()
          || !(kind.equals("s256") || kind.equals("plain"))) {
        throw AuthError.VALIDATION_FAILED.refuse(
            "\"code_challenge\" must have 43 to 128 characters, \"code_challenge_method\" be s256 or plain");
      }
      return new Return(redirectTo, challenge, kind);
    }
  }

  FlowStore store() {
    return store;
  }

  /** Begins a sign-in by letter. */
  UUID begin(Return back, Duration life) {
    return store.add(
        new FlowStore.Fresh("email", null, null, null, back, clock.instant().plus(life)));
  }

  /** The code with which the one who began it fetches this account's session. */
  String complete(UUID flow, UUID user, String method) {
    String code = secrets.fresh();
    store.complete(flow, user, method, Secrets.hash(code), clock.instant().plus(CODE_LIFE));
    return code;
  }

  /** Whose session it is, and how they signed in. */
  FlowStore.Done exchange(String code, String verifier) {
    FlowStore.Done done =
        store.spend(Secrets.hash(code)).orElseThrow(AuthError.FLOW_STATE_NOT_FOUND::refuse);
    String challenge = done.challenge();
    if (challenge == null || !fits(verifier, challenge, "s256".equals(done.kind()))) {
      throw AuthError.BAD_CODE_VERIFIER.refuse();
    }
    return done;
  }

  private static boolean fits(String verifier, String challenge, boolean hashed) {
    String given = hashed ? challengeOf(verifier) : verifier;
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), challenge.getBytes(StandardCharsets.UTF_8));
  }

  /** The challenge of a verifier by S256. */
  static String challengeOf(String verifier) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.hash(verifier));
  }
}
