package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The keys of the last row of a page, as they travel in a URL. */
public final class PageCursor {

  private PageCursor() {}

  /** The cursor of these keys, given as a JSON list of texts and nulls. */
  public static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The places of a cursor's keys. */
  static List<Place> decode(String cursor, Values values) {
    try {
      JsonNode keys = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(cursor));
      boolean texts =
          keys.isArray() && keys.values().stream().allMatch(k -> k.isString() || k.isNull());
      if (texts) {
        List<Place> places = new ArrayList<>();
        keys.forEach(k -> places.add(values.add(k.isNull() ? null : k.stringValue())));
        return places;
      }
    } catch (IllegalArgumentException | JacksonException e) {
      // told below, as for keys of another kind
    }
    throw ApiError.of(Code.PGRST100, "The cursor cannot be read")
        .hint("Take the cursor from the Link header of the page before.")
        .asException();
  }
}
