package dev.connectedlenses.rest.request;

import java.util.List;

/** The body of a request, read as far as the plan needs. */
public sealed interface Payload {

  /** No body that counts. */
  record None() implements Payload {}

  /**
   * JSON, sent as such or made of CSV or a form.
   *
   * @param keys the members all objects share
   */
  record Json(String text, Shape shape, List<String> keys) implements Payload {
    public Json {
      keys = List.copyOf(keys);
    }
  }

  /** A body handed to a function as it is. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Raw(byte[] bytes) implements Payload {}

  /** What stands at the top of a JSON text. */
  enum Shape {
    OBJECT,
    ARRAY,
    SCALAR
  }
}
