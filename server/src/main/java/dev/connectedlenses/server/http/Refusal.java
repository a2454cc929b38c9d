package dev.connectedlenses.server.http;

/** Leaves a handler early with the answer for the client; carries no stack trace. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Response response;

  public Refusal(Response response) {
    super("refused with " + response.status(), null, false, false);
    this.response = response;
  }

  /** A refusal in the form of the data API. */
  public static Refusal of(int status, String code, String message, String hint) {
    return new Refusal(Response.error(status, code, message, hint));
  }

  /** The same, of a request that went over a limit of the server. */
  static Refusal overLimit(int status, String code, String message, String hint) {
    return new Refusal(Response.overLimit(status, code, message, hint));
  }

  /** What the client is told. */
  public Response response() {
    return response;
  }
}
