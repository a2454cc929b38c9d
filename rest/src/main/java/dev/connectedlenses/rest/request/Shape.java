package dev.connectedlenses.rest.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a request but its values: requests of one shape are answered by one plan.
 *
 * @param schema the selected schema
 * @param query the parsed query string
 * @param accept wanted media types, the best first
 * @param headerRange the rows named by the Range header of a GET
 * @param contentType the bare media type of the body
 * @param revision what the rows to be changed must have as their revision, null if anything
 */
public record Shape(
    Method method,
    Target target,
    String schema,
    QueryParams query,
    Preferences preferences,
    List<MediaType> accept,
    RowRange headerRange,
    Payload payload,
    String contentType,
    @Nullable Place revision) {

  public Shape {
    accept = List.copyOf(accept);
  }

  /** The rows of the root level that limit, offset and Range leave. */
  public RowRange range() {
    return query.range(List.of()).and(headerRange);
  }
}
