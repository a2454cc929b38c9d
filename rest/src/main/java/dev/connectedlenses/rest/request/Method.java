package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;

/** The HTTP methods that mean something here. */
public enum Method {
  GET,
  HEAD,
  POST,
  PUT,
  PATCH,
  DELETE,
  OPTIONS;

  /** Whether it only asks for rows. */
  public boolean reads() {
    return this == GET || this == HEAD;
  }

  /** The method of a request to this target, or a refusal. */
  static Method of(String name, Target target) {
    Method method = null;
    for (Method m : values()) {
      method = m.name().equals(name) ? m : method;
    }
    if (target instanceof Target.Function) {
      if (method == null || method == PUT || method == PATCH || method == DELETE) {
        throw ApiError.of(Code.PGRST101, "Cannot use the %s method on RPC".formatted(name))
            .asException();
      }
      return method;
    }
    boolean onRoot = method == OPTIONS || (method != null && method.reads());
    if (method == null || (target instanceof Target.Root && !onRoot)) {
      throw ApiError.of(Code.PGRST117, "Unsupported HTTP method: " + name).asException();
    }
    return method;
  }
}
