package dev.connectedlenses.outbound;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that did not come to a good end. Its message names host and remedy, never a path, a
 * query, a header or a credential.
 */
public final class OutboundException extends IOException {
  private static final long serialVersionUID = 1L;

  /** At which point the exchange ended. */
  public enum Kind {
    /** The policy did not allow it; no connection was made to the refused target. */
    REFUSED,
    UNKNOWN_HOST,
    UNREACHABLE,
    /** No trust could be established: certificate, name or protocol. */
    TLS,
    TIMEOUT,
    TOO_LARGE,
    /** The peer does not speak HTTP as we can read it. */
    PROTOCOL,
    /** The connection broke off before the response was whole. */
    BROKEN,
    /** The calling thread was interrupted; its interrupt flag is set. */
    INTERRUPTED
  }

  private final Kind kind;
  private final @Nullable Refusal refusal;
  private final String host;

  OutboundException(Kind kind, String message) {
    this(kind, message, null, "?");
  }

  private OutboundException(Kind kind, String message, @Nullable Refusal refusal, String host) {
    super(message);
    this.kind = kind;
    this.refusal = refusal;
    this.host = host;
  }

  static OutboundException refused(Refusal refusal, String host) {
    String message = "request to \"" + host + "\" refused: " + refusal.because();
    return new OutboundException(Kind.REFUSED, message, refusal, host);
  }

  public Kind kind() {
    return kind;
  }

  String host() {
    return host;
  }

  /** Set when {@link #kind} is REFUSED. */
  public @Nullable Refusal refusal() {
    return refusal;
  }
}
