package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import java.io.Serial;
import tools.jackson.databind.node.ObjectNode;

/** Thrown inside an attempt that cannot succeed; the failure is what its run is told. */
public final class NodeException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  public NodeException(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  /** A fault of the values or the settings, with a stable code in the failure's details. */
  static NodeException invalid(String code, String message, ObjectNode details) {
    details.put("code", code);
    return new NodeException(new Failure(Cause.VALIDATION_ERROR, message, null, details));
  }

  static NodeException invalid(String code, String message) {
    return invalid(code, message, Json.object());
  }

  public Failure failure() {
    return failure;
  }
}
