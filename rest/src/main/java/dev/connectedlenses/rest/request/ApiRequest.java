package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.Headers;

/**
 * A request as the grammar understands it: its shape, its values, and what only the answer needs.
 *
 * @param path the decoded path, one slash before every segment
 * @param canonical the whole query sorted and encoded again
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record ApiRequest(
    Shape shape, Values values, byte[] body, String path, String canonical, Headers headers) {

  /** The method. */
  public Method method() {
    return shape.method();
  }

  /** The selected schema. */
  public String schema() {
    return shape.schema();
  }

  /** What the client would like. */
  public Preferences preferences() {
    return shape.preferences();
  }
}
