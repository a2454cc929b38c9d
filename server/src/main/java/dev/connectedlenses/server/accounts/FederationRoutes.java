package dev.connectedlenses.server.accounts;

import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The addresses through which people go to an OpenID provider and come back. The browser that left
 * is the browser that returns: a cookie holds the hash of the state, so nobody can be made to
 * finish somebody else's sign-in.
 */
final class FederationRoutes {

  private static final String COOKIE = "clens_flow";
  private static final Duration OWN_PAGE = Duration.ofMinutes(2);

  private final Federation federation;
  private final Accounts accounts;
  private final AccountParts parts;
  private final boolean secure;

  FederationRoutes(Federation federation, Accounts accounts, AccountParts parts, boolean secure) {
    this.federation = federation;
    this.accounts = accounts;
    this.parts = parts;
    this.secure = secure;
  }

  void addTo(Router router) {
    router
        .on("GET", "/auth/v1/authorize", Doors.open(this::depart))
        .on("GET", "/auth/v1/callback", Doors.open(this::arrive));
  }

  private Response depart(Request request) {
    parts.guard().request(Client.of(request));
    Flows.Return back =
        Flows.Return.of(
            parts.site().back(request.query("redirect_to")),
            request.query("code_challenge"),
            request.query("code_challenge_method"));
    Federation.Departure departure = federation.depart(request.query("provider"), back);
    return Doors.redirect(departure.address())
        .with("Set-Cookie", cookie(mark(departure.state()), 600));
  }

  private static String code(Request request) {
    String code = request.query("code");
    if (request.query("error") != null || code == null) {
      throw AuthError.BAD_OAUTH_CALLBACK.refuse("The provider did not sign you in");
    }
    return code;
  }

  private Response arrive(Request request) {
    parts.guard().request(Client.of(request));
    FlowStore.Waiting waiting = federation.claim(checkedState(request));
    String back = waiting.back().redirectTo();
    try {
      String next = next(federation.arrive(waiting, code(request)), Client.of(request));
      return Doors.redirect(next).with("Set-Cookie", cookie("", 0));
    } catch (AuthError.Refused refused) {
      return Doors.redirect(Returns.refused(back, refused)).with("Set-Cookie", cookie("", 0));
    }
  }

  private String next(Federation.Arrival arrival, Client client) {
    String back = arrival.back().redirectTo();
    if (arrival.back().challenge() != null) {
      return Returns.withCode(
          back, parts.flows().complete(arrival.flow(), arrival.user(), "oauth"));
    }
    if (parts.site().isOwn(back)) {
      return parts.site().signIn(accounts.signInToken(arrival.user(), OWN_PAGE));
    }
    return Returns.implicit(back, parts.sessions().open(arrival.user(), "oauth", client), "signin");
  }

  private static String checkedState(Request request) {
    @Nullable String state = request.query("state");
    @Nullable String mark = request.cookie(COOKIE);
    if (state == null || mark == null || !same(mark(state), mark)) {
      throw AuthError.BAD_OAUTH_STATE.refuse();
    }
    return state;
  }

  private static String mark(String state) {
    return Flows.challengeOf("browser " + state);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(Secrets.hash(one), Secrets.hash(other));
  }

  private String cookie(String value, int seconds) {
    return "%s=%s; Max-Age=%d; Path=/auth/v1; HttpOnly; SameSite=Lax%s"
        .formatted(COOKIE, value, seconds, secure ? "; Secure" : "");
  }
}
