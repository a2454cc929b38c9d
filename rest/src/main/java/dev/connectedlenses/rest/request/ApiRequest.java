package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.Headers;
import java.util.List;

/**
 * A request as the grammar understands it.
 *
 * @param path the decoded path
 * @param schema the selected schema
 * @param accept wanted media types, the best first
 * @param headerRange the rows named by the Range header of a GET
 * @param contentType the bare media type of the body
 */
public record ApiRequest(
    Method method,
    Target target,
    String path,
    String schema,
    QueryParams query,
    Preferences preferences,
    List<MediaType> accept,
    RowRange headerRange,
    Payload payload,
    String contentType,
    Headers headers) {

  /** Whether it calls a function. */
  public boolean isCall() {
    return target instanceof Target.Function;
  }

  /** The rows of the root level that limit, offset and Range leave. */
  public RowRange range() {
    return query.range(List.of()).and(headerRange);
  }
}
