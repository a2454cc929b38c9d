package dev.connectedlenses.server.accounts;

import dev.connectedlenses.server.http.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Personal access tokens for scripts: shown once, kept as a hash, good for their scopes until they
 * expire or are revoked. What was looked up is believed for a second.
 */
final class ApiTokens {

  /** How a token begins, so that people and scanners know one when they see it. */
  static final String PREFIX = "clens_";

  /** Reading; reading and running; everything that the account may do with its data. */
  static final Set<String> SCOPES = Set.of("read", "run", "write");

  private static final int PER_ACCOUNT = 50;
  private static final int REMEMBERED = 1000;
  private static final Duration BELIEVED = Duration.ofSeconds(1);
  private static final Duration RENEWED = Duration.ofMinutes(1);

  private final ApiTokenStore store;
  private final Secrets secrets;
  private final InsideTokens inside;
  private final InstantSource clock;
  private final Map<String, Known> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  ApiTokens(ApiTokenStore store, Secrets secrets, InsideTokens inside, InstantSource clock) {
    this.store = store;
    this.secrets = secrets;
    this.inside = inside;
    this.clock = clock;
  }

  /** A token on the only occasion on which its text is there. */
  record Made(String text, ApiTokenStore.Listed token) {}

  /** What one lookup found, and the inside token made of it. */
  private record Known(
      Optional<ApiTokenStore.Found> found, Instant at, AccessTokens.@Nullable Issued issued) {}

  static boolean looksLikeOne(@Nullable String bearer) {
    return bearer != null && bearer.startsWith(PREFIX);
  }

  /** Makes a token; empty when the account has as many as it may have. */
  Optional<Made> make(UUID user, String name, List<String> scopes, Duration life) {
    String text = PREFIX + secrets.fresh();
    ApiTokenStore.Fresh fresh =
        new ApiTokenStore.Fresh(
            user,
            name,
            Secrets.hash(text),
            text.substring(text.length() - 4),
            scopes,
            clock.instant().plus(life));
    return store.add(fresh, PER_ACCOUNT).map(listed -> new Made(text, listed));
  }

  List<ApiTokenStore.Listed> list(UUID user) {
    return store.list(user);
  }

  boolean revoke(UUID user, UUID token) {
    boolean revoked = store.revoke(user, token);
    synchronized (known) {
      known.clear();
    }
    return revoked;
  }

  /** Who shows this token; empty when it is worth nothing. */
  Optional<Caller> caller(String text) {
    Instant now = clock.instant();
    return look(text, now)
        .found()
        .map(f ->
            new Caller(
                f.user(), AccessTokens.AUDIENCE, inside.claims(f, now), f.expires(), f.scopes()));
  }

  /** What the data API is shown in its place; null when it is worth nothing. */
  @Nullable String insteadOf(String text) {
    AccessTokens.Issued issued = look(text, clock.instant()).issued();
    return issued == null ? null : issued.token();
  }

  private Known look(String text, Instant now) {
    byte[] hash = Secrets.hash(text);
    String key = HexFormat.of().formatHex(hash);
    synchronized (known) {
      Known before = known.get(key);
      if (before != null && now.isBefore(before.at().plus(BELIEVED)) && fresh(before, now)) {
        return before;
      }
    }
    Known after = lookUp(hash, now);
    synchronized (known) {
      known.put(key, after);
    }
    return after;
  }

  private static boolean fresh(Known known, Instant now) {
    return known.found().map(f -> now.isBefore(f.expires())).orElse(true);
  }

  private Known lookUp(byte[] hash, Instant now) {
    Optional<ApiTokenStore.Found> found = store.find(hash);
    if (found.isEmpty()) {
      return new Known(found, now, null);
    }
    String key = HexFormat.of().formatHex(hash);
    Known before;
    synchronized (known) {
      before = known.get(key);
    }
    AccessTokens.Issued kept = before == null ? null : before.issued();
    boolean same = before != null && before.found().equals(found) && lasts(kept, now);
    ObjectNode claims = inside.claims(found.get(), now);
    return new Known(found, now, same ? kept : inside.signed(claims, now));
  }

  private static boolean lasts(AccessTokens.@Nullable Issued issued, Instant now) {
    return issued != null && now.plus(RENEWED).isBefore(issued.expires());
  }
}
