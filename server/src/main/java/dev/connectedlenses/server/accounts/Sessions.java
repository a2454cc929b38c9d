package dev.connectedlenses.server.accounts;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sessions: begun by a sign-in, renewed by refresh tokens, ended on the server. */
final class Sessions {

  private final AccountStore store;
  private final AccountSettings.Limits limits;
  private final Secrets secrets;
  private final AccessTokens tokens;
  private final InstantSource clock;

  Sessions(
      AccountStore store,
      AccountSettings.Limits limits,
      Secrets secrets,
      AccessTokens tokens,
      InstantSource clock) {
    this.store = store;
    this.limits = limits;
    this.secrets = secrets;
    this.tokens = tokens;
    this.clock = clock;
  }

  AccountSettings.Limits limits() {
    return limits;
  }

  /** A new session of this account, which showed itself by this method. */
  Grant open(UUID user, String method, Client client) {
    Instant now = clock.instant();
    String refresh = secrets.fresh();
    ArrayNode amr = JsonMapper.shared().createArrayNode();
    amr.addObject().put("method", method).put("timestamp", now.getEpochSecond());
    AccountStore.Times times =
        new AccountStore.Times(
            now.plus(limits.refreshLife()), now.plus(limits.sessionLife()), limits.sessions());
    UUID session =
        store.openSession(
            new AccountStore.NewSession(user, Secrets.hash(refresh), times, amr, client));
    return grant(user, session, amr, refresh);
  }

  Grant refresh(String token) {
    String next = secrets.successor(token);
    AccountStore.Rotation rotation =
        store.rotate(
            Secrets.hash(token), Secrets.hash(next), clock.instant().plus(limits.refreshLife()));
    UUID session = rotation.session();
    UUID user = rotation.user();
    return switch (rotation.outcome()) {
      case "rotated", "reused" -> {
        if (session == null || user == null) {
          throw new IllegalStateException("a rotated refresh token has no session");
        }
        yield grant(user, session, JsonMapper.shared().readTree(rotation.amr()), next);
      }
      case "replayed" -> throw AuthError.REFRESH_TOKEN_ALREADY_USED.refuse();
      default -> throw AuthError.REFRESH_TOKEN_NOT_FOUND.refuse();
    };
  }

  private Grant grant(UUID user, UUID session, JsonNode amr, String refresh) {
    ObjectNode account = store.user(user).orElseThrow(AuthError.USER_NOT_FOUND::refuse);
    AccessTokens.Issued issued = tokens.issue(account, session, amr, clock.instant());
    return new Grant(
        issued.token(), issued.expires(), limits.accessLife().toSeconds(), refresh, account);
  }

  void requireLive(UUID session) {
    if (!store.isLive(session)) {
      throw AuthError.SESSION_NOT_FOUND.refuse();
    }
  }

  void signOut(UUID session, String scope) {
    store.signOut(session, scope);
  }

  void signOutBy(String refreshToken) {
    store.signOutBy(Secrets.hash(refreshToken));
  }
}
