package dev.connectedlenses.rest.error;

/** Leaves the chain of stages with an answer for the client; carries no stack trace. */
public final class RestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ApiError error;

  RestException(ApiError error) {
    super(error.code() + ": " + error.message(), null, false, false);
    this.error = error;
  }

  /** What the client is told. */
  public ApiError error() {
    return error;
  }
}
