package dev.connectedlenses.server.accounts;

import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.Handler.Action;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sessions of the web page: the refresh token stays in a cookie that no script can read and that no
 * other site can make the browser use; the page holds only the access token, in memory.
 */
final class WebSessions {

  private static final String MARK = "X-Clens";

  private final Accounts accounts;
  private final AccountParts parts;
  private final boolean secure;

  /**
   * @param secure whether browsers reach the server by https; on plain loopback they would drop a
   *     secure cookie
   */
  WebSessions(Accounts accounts, AccountParts parts, boolean secure) {
    this.accounts = accounts;
    this.parts = parts;
    this.secure = secure;
  }

  /** Adds the routes. */
  void addTo(Router router) {
    router
        .on("POST", "/v1/session", ownPage(this::open))
        .on("POST", "/v1/session/refresh", ownPage(this::refresh))
        .on("DELETE", "/v1/session", ownPage(this::close));
  }

  private static Handler ownPage(Action action) {
    return new Handler.Public(request -> {
      try {
        requireOwnPage(request);
        return action.answer(request);
      } catch (AuthError.Refused refused) {
        return AuthAnswers.refusal(request, refused);
      }
    });
  }

  /** A header that other sites cannot send without being asked, and the browser's word for it. */
  private static void requireOwnPage(Request request) {
    String origin = request.headers().first("Origin");
    boolean own =
        origin == null
            ? "same-origin".equals(request.headers().first("Sec-Fetch-Site"))
            : sameHost(origin, request.headers().first("Host"));
    if (!own || !request.headers().has(MARK)) {
      throw AuthError.BAD_ORIGIN.refuse();
    }
  }

  private static boolean sameHost(String origin, @Nullable String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Response open(Request request) {
    ObjectNode body = AuthAnswers.body(request);
    Client client = Client.of(request);
    return granted(
        body.has("token")
            ? accounts.spend(AuthAnswers.text(body, "token"), client)
            : accounts.signIn(
                AuthAnswers.text(body, "email"), AuthAnswers.text(body, "password"), client));
  }

  private Response refresh(Request request) {
    String token = request.cookie(name());
    if (token == null || token.isEmpty()) {
      throw AuthError.NO_AUTHORIZATION.refuse("No session; sign in");
    }
    try {
      parts.guard().renewal(Client.of(request));
      return granted(parts.sessions().refresh(token));
    } catch (AuthError.Refused refused) {
      Response response = AuthAnswers.refusal(request, refused);
      boolean gone = refused.error().status() == 400;
      return gone ? response.with("Set-Cookie", cookie("", 0)) : response;
    }
  }

  private Response close(Request request) {
    String token = request.cookie(name());
    if (token != null && !token.isEmpty()) {
      parts.sessions().signOutBy(token);
    }
    return Response.empty(204).with("Set-Cookie", cookie("", 0));
  }

  private Response granted(Grant grant) {
    return Response.json(200, grant.withoutRefreshToken())
        .with("Cache-Control", "no-store")
        .with(
            "Set-Cookie",
            cookie(grant.refreshToken(), accounts.settings().limits().refreshLife().toSeconds()));
  }

  private String name() {
    return secure ? "__Host-clens_session" : "clens_session";
  }

  private String cookie(String value, long seconds) {
    return "%s=%s; Max-Age=%d; HttpOnly; SameSite=Strict; %s"
        .formatted(name(), value, seconds, secure ? "Secure; Path=/" : "Path=/v1/session");
  }
}
