package dev.connectedlenses.engine.graph;

import java.io.Serial;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A snapshot that cannot be run; the code is one of the stable validation codes. */
public final class GraphException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
  private final String code;
  private final transient @Nullable UUID element;

  public GraphException(String code, @Nullable UUID element, String message) {
    super(message);
    this.code = code;
    this.element = element;
  }

  public String code() {
    return code;
  }

  /** The node or edge at fault, null where it is the whole. */
  public @Nullable UUID element() {
    return element;
  }
}
