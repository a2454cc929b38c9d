package dev.connectedlenses.rest.request;

import java.util.List;

/** The body of a request, read as far as the plan needs. */
public sealed interface Payload {

  /** No body that counts. */
  record None() implements Payload {}

  /**
   * JSON, sent as such or made of CSV or a form.
   *
   * @param text the whole of it
   * @param keys the members all objects share
   * @param members of the body of a call, each with its own piece; else none
   */
  record Json(Place text, Shape shape, List<String> keys, List<JsonMembers.Member> members)
      implements Payload {
    public Json {
      keys = List.copyOf(keys);
      members = List.copyOf(members);
    }
  }

  /** A body handed to a function as it is; its text stands at this place too. */
  record Raw(Place text) implements Payload {}

  /** What stands at the top of a JSON text. */
  enum Shape {
    OBJECT,
    EMPTY_ARRAY,
    ARRAY,
    SCALAR
  }
}
