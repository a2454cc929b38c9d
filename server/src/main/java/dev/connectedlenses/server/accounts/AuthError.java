package dev.connectedlenses.server.accounts;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The refusals of the account door, with the codes and statuses that auth-js acts upon. */
public enum AuthError {
  VALIDATION_FAILED(400, "The request is not valid"),
  BAD_JSON(400, "The body is not a JSON object"),
  INVALID_CREDENTIALS(400, "Invalid login credentials"),
  EMAIL_NOT_CONFIRMED(400, "Email not confirmed"),
  REFRESH_TOKEN_NOT_FOUND(400, "Invalid Refresh Token: Refresh Token Not Found"),
  REFRESH_TOKEN_ALREADY_USED(400, "Invalid Refresh Token: Already Used"),
  BAD_CODE_VERIFIER(400, "code challenge does not match previously saved code verifier"),
  PROVIDER_DISABLED(400, "Unsupported provider: provider is not enabled"),
  BAD_OAUTH_STATE(400, "The sign-in was not begun by this browser, or too long ago; begin again"),
  BAD_OAUTH_CALLBACK(400, "The provider's answer cannot be used; begin again"),
  NO_AUTHORIZATION(401, "This endpoint requires a valid Bearer token"),
  BAD_JWT(403, "invalid JWT: unable to verify the token"),
  SESSION_NOT_FOUND(403, "Session from session_id claim in JWT does not exist"),
  USER_NOT_FOUND(403, "User from sub claim in JWT does not exist"),
  USER_BANNED(403, "User is banned"),
  OTP_EXPIRED(403, "The link is invalid, has expired or was used before; ask for a new one"),
  NOT_ADMIN(403, "User not allowed"),
  INSUFFICIENT_SCOPE(403, "An API token may not do this; sign in"),
  PROVIDER_EMAIL_NEEDS_VERIFICATION(
      403,
      "An account has this address, but nobody has proven it; sign in to it with its password"),
  EMAIL_ADDRESS_NOT_AUTHORIZED(403, "The provider gave no verified address that may sign in here"),
  BAD_ORIGIN(403, "Only a page of this server may use its session cookie"),
  USER_UNKNOWN(404, "User not found"),
  FLOW_STATE_NOT_FOUND(404, "invalid flow state, no valid flow state found"),
  ANONYMOUS_PROVIDER_DISABLED(422, "Anonymous sign-ins are disabled"),
  SIGNUP_DISABLED(422, "Signups not allowed for this instance"),
  USER_ALREADY_EXISTS(422, "User already registered"),
  EMAIL_EXISTS(422, "A user with this email address has already been registered"),
  SAME_PASSWORD(422, "New password should be different from the old password."),
  WEAK_PASSWORD(422, "Password should be at least 8 characters."),
  PWNED_PASSWORD(
      422, "Password is known to be weak and easy to guess, please choose a different one."),
  OVER_REQUEST_RATE_LIMIT(429, "Request rate limit reached; try again in a minute");

  private final int status;
  private final String message;

  AuthError(int status, String message) {
    this.status = status;
    this.message = message;
  }

  int status() {
    return status;
  }

  String code() {
    if (this == USER_UNKNOWN) {
      return "user_not_found";
    }
    return this == PWNED_PASSWORD ? "weak_password" : name().toLowerCase(Locale.ROOT);
  }

  /** This refusal in its usual words. */
  Refused refuse() {
    return new Refused(this, message, null, 0);
  }

  /** This refusal in these words. */
  Refused refuse(String words) {
    return new Refused(this, words, null, 0);
  }

  /** This refusal with one more member in its body. */
  Refused refuse(ObjectNode more) {
    return new Refused(this, message, more, 0);
  }

  /** This refusal with the time after which another try makes sense. */
  Refused refuseFor(Duration wait) {
    return new Refused(this, message, null, wait.toSeconds() + 1);
  }

  /** Carries a refusal out of the account code to the place that words it for the client. */
  static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final AuthError error;
    private final transient @Nullable ObjectNode more;

    private final long retryAfter;

    private Refused(AuthError error, String words, @Nullable ObjectNode more, long retryAfter) {
      super(words, null, false, false);
      this.error = error;
      this.more = more;
      this.retryAfter = retryAfter;
    }

    AuthError error() {
      return error;
    }

    String words() {
      return String.valueOf(getMessage());
    }

    /** Seconds to wait, 0 when it says nothing of that. */
    long retryAfter() {
      return retryAfter;
    }

    @Nullable ObjectNode more() {
      return more;
    }
  }
}
