package dev.connectedlenses.server.accounts;

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
  NO_AUTHORIZATION(401, "This endpoint requires a valid Bearer token"),
  BAD_JWT(403, "invalid JWT: unable to verify the token"),
  SESSION_NOT_FOUND(403, "Session from session_id claim in JWT does not exist"),
  USER_NOT_FOUND(403, "User from sub claim in JWT does not exist"),
  USER_BANNED(403, "User is banned"),
  OTP_EXPIRED(403, "The link is invalid, has expired or was used before; ask for a new one"),
  BAD_ORIGIN(403, "Only a page of this server may use its session cookie"),
  SIGNUP_DISABLED(422, "Signups not allowed for this instance"),
  USER_ALREADY_EXISTS(422, "User already registered"),
  EMAIL_EXISTS(422, "A user with this email address has already been registered"),
  SAME_PASSWORD(422, "New password should be different from the old password."),
  WEAK_PASSWORD(422, "Password should be at least 8 characters."),
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
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** This refusal in its usual words. */
  Refused refuse() {
    return new Refused(this, message, null);
  }

  /** This refusal in these words. */
  Refused refuse(String words) {
    return new Refused(this, words, null);
  }

  /** This refusal with one more member in its body. */
  Refused refuse(ObjectNode more) {
    return new Refused(this, message, more);
  }

  /** Carries a refusal out of the account code to the place that words it for the client. */
  static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final AuthError error;
    private final transient @Nullable ObjectNode more;

    private Refused(AuthError error, String words, @Nullable ObjectNode more) {
      super(words, null, false, false);
      this.error = error;
      this.more = more;
    }

    AuthError error() {
      return error;
    }

    String words() {
      return String.valueOf(getMessage());
    }

    @Nullable ObjectNode more() {
      return more;
    }
  }
}
