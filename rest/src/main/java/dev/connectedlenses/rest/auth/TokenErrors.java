package dev.connectedlenses.rest.auth;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.error.RestException;
import org.jspecify.annotations.Nullable;

/** The refusals of bearer tokens, word for word as PostgREST's clients know them. */
final class TokenErrors {

  private TokenErrors() {}

  static RestException undecodable(String message, @Nullable String details) {
    return invalid(Code.PGRST301, message, details);
  }

  static RestException badSignature() {
    return undecodable(
        "No suitable key or wrong key type", "None of the keys was able to decode the JWT");
  }

  static RestException noKey() {
    return undecodable(
        "No suitable key or wrong key type", "No suitable key was found to decode the JWT");
  }

  static RestException badCrypto() {
    return undecodable("JWT cryptographic operation failed", null);
  }

  static RestException claims(String message) {
    return invalid(Code.PGRST303, message, null);
  }

  static RestException anonymousDisabled() {
    return ApiError.of(Code.PGRST302, "Anonymous access is disabled")
        .header("WWW-Authenticate", "Bearer")
        .asException();
  }

  static RestException noSecret() {
    return ApiError.of(Code.PGRST300, "Server lacks JWT secret").asException();
  }

  private static RestException invalid(Code code, String message, @Nullable String details) {
    String challenge =
        "Bearer error=\"invalid_token\", error_description=\"%s\"".formatted(message);
    return ApiError.of(code, message)
        .details(details)
        .header("WWW-Authenticate", challenge)
        .asException();
  }
}
