package dev.connectedlenses.server.accounts;

import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.Handler.Action;
import dev.connectedlenses.server.http.Handler.UserAction;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import java.util.UUID;

/** Handlers of the account door: what is refused inside is worded for the client outside. */
final class Doors {

  private Doors() {}

  /** For anybody. */
  static Handler open(Action action) {
    return new Handler.Public(worded(action));
  }

  /** For a signed-in user, also by an API token. */
  static Handler user(UserAction action) {
    return new Handler.User(worded(action));
  }

  /** For a session: what an API token must not do. */
  static Handler session(UserAction action) {
    return new Handler.Session(worded(action));
  }

  /** For back ends with the service key. */
  static Handler service(Action action) {
    return new Handler.Service(worded(action));
  }

  private static Action worded(Action action) {
    return request -> {
      try {
        return action.answer(request);
      } catch (AuthError.Refused refused) {
        return AuthAnswers.refusal(request, refused);
      }
    };
  }

  private static UserAction worded(UserAction action) {
    return (request, caller) -> {
      try {
        return action.answer(request, caller);
      } catch (AuthError.Refused refused) {
        return AuthAnswers.refusal(request, refused);
      }
    };
  }

  /** The session that a caller's token belongs to. */
  static UUID session(Caller caller) {
    try {
      return UUID.fromString(caller.claims().path("session_id").asString(""));
    } catch (IllegalArgumentException e) {
      throw AuthError.SESSION_NOT_FOUND.refuse();
    }
  }

  static Response granted(Grant grant) {
    return fresh(Response.json(200, grant.json()));
  }

  /** An answer that nobody on the way may keep. */
  static Response fresh(Response response) {
    return response.with("Cache-Control", "no-store");
  }

  static Response nothing() {
    return fresh(Response.json(200, AuthAnswers.nothing()));
  }

  /** Where the client wants to be led back to, from its query, and the challenge in its body. */
  static Flows.Return back(Site site, Request request) {
    var body = AuthAnswers.body(request);
    return Flows.Return.of(
        site.back(request.query("redirect_to")),
        AuthAnswers.optional(body, "code_challenge"),
        AuthAnswers.optional(body, "code_challenge_method"));
  }

  static Response redirect(String address) {
    return fresh(Response.empty(303).with("Location", address));
  }
}
