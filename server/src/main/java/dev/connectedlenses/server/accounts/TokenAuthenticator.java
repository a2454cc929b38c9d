package dev.connectedlenses.server.accounts;

import dev.connectedlenses.rest.auth.TokenVerifier;
import dev.connectedlenses.rest.auth.VerifiedToken;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.server.http.Authenticator;
import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets in who holds a valid access token of a user; words refusals for the door asked. */
public final class TokenAuthenticator implements Authenticator {

  private static final String NO_TOKEN = "this address needs a signed-in user";
  private static final String HINT = "sign in and send Authorization: Bearer with the access token";

  private final TokenVerifier verifier;

  public TokenAuthenticator(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public Caller authenticate(Request request) {
    boolean auth = request.path().startsWith("/auth/");
    String bearer = request.bearer();
    if (bearer == null) {
      throw auth
          ? refused(request, AuthError.NO_AUTHORIZATION)
          : unauthorized("no_authorization", NO_TOKEN, "Bearer");
    }
    try {
      Caller caller = caller(verifier.verify(bearer));
      if (caller != null) {
        return caller;
      }
    } catch (RestException e) {
      throw auth ? refused(request, AuthError.BAD_JWT) : unauthorized(e.error());
    }
    throw auth
        ? refused(request, AuthError.BAD_JWT)
        : unauthorized("no_authorization", NO_TOKEN, "Bearer");
  }

  private static @Nullable Caller caller(VerifiedToken token) {
    try {
      UUID user = UUID.fromString(token.claims().path("sub").asString(""));
      Instant expires = Instant.ofEpochSecond(token.claims().path("exp").asLong(0));
      return "authenticated".equals(token.role())
          ? new Caller(user, "authenticated", token.claims(), expires)
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Refusal refused(Request request, AuthError error) {
    return new Refusal(AuthAnswers.refusal(request, error.refuse()));
  }

  private static Refusal unauthorized(ApiError error) {
    String challenge = "Bearer error=\"invalid_token\"";
    return unauthorized(error.code(), String.valueOf(error.message()), challenge);
  }

  private static Refusal unauthorized(String code, String message, String challenge) {
    Response response = Response.error(401, code, message, HINT);
    return new Refusal(response.with("WWW-Authenticate", challenge));
  }
}
