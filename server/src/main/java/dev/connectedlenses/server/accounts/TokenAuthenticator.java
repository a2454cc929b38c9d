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
final class TokenAuthenticator implements Authenticator {

  private static final String NO_TOKEN = "this address needs a signed-in user";
  private static final String HINT = "sign in and send Authorization: Bearer with the access token";

  private final TokenVerifier verifier;
  private final ApiTokens tokens;
  private final AccessKeys keys;

  TokenAuthenticator(TokenVerifier verifier, ApiTokens tokens, AccessKeys keys) {
    this.verifier = verifier;
    this.tokens = tokens;
    this.keys = keys;
  }

  @Override
  public void requireService(Request request) {
    String bearer = request.bearer();
    String key = bearer == null ? request.headers().first("apikey") : bearer;
    if (!keys.isService(key)) {
      boolean stranger = bearer == null || keys.isAnonymous(bearer);
      throw refused(request, stranger ? AuthError.NO_AUTHORIZATION : AuthError.NOT_ADMIN);
    }
  }

  @Override
  public Caller authenticate(Request request) {
    boolean auth = request.path().startsWith("/auth/");
    String bearer = request.bearer();
    if (bearer == null || keys.isAnonymous(bearer)) {
      throw auth
          ? refused(request, AuthError.NO_AUTHORIZATION)
          : unauthorized("no_authorization", NO_TOKEN, "Bearer");
    }
    if (ApiTokens.looksLikeOne(bearer)) {
      return tokens.caller(bearer).orElseThrow(() -> invalid(request, auth));
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

  private static Refusal invalid(Request request, boolean auth) {
    String challenge = "Bearer error=\"invalid_token\"";
    return auth
        ? refused(request, AuthError.BAD_JWT)
        : unauthorized("invalid_token", "the API token is unknown, expired or revoked", challenge);
  }

  private static @Nullable Caller caller(VerifiedToken token) {
    try {
      String subject = token.claims().path("sub").asString("");
      UUID user = UUID.fromString(subject);
      Instant expires = Instant.ofEpochSecond(token.claims().path("exp").asLong(0));
      // Java also reads ids with digits missing
      return "authenticated".equals(token.role()) && user.toString().equals(subject)
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
