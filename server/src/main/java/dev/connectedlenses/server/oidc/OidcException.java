package dev.connectedlenses.server.oidc;

/** A provider that cannot be used, or an answer of it that cannot be believed. */
public final class OidcException extends Exception {

  private static final long serialVersionUID = 1L;

  OidcException(String message) {
    super(message);
  }

  OidcException(String message, Throwable cause) {
    super(message, cause);
  }
}
