package dev.connectedlenses.outbound;

/** The methods that requests may use. */
public enum HttpMethod {
  GET,
  HEAD,
  POST,
  PUT,
  PATCH,
  DELETE;

  /** True if the method by its definition changes nothing at the other end. */
  boolean safe() {
    return this == GET || this == HEAD;
  }
}
