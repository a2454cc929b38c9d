package dev.connectedlenses.rest.response;

import dev.connectedlenses.rest.Headers.Header;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Status and headers that functions set through response.status and response.headers. */
final class ResponseSettings {

  private ResponseSettings() {}

  static int status(@Nullable String setting, int otherwise) {
    if (setting == null) {
      return otherwise;
    }
    if (!setting.strip().matches("[1-9]\\d{2}")) {
      throw ApiError.of(Code.PGRST112, "response.status guc must be a valid status code")
          .asException();
    }
    return Integer.parseInt(setting.strip());
  }

  /** Our headers, with those of the setting added and put in the place of others of their name. */
  static List<Header> headers(@Nullable String setting, List<Header> ours) {
    if (setting == null) {
      return ours;
    }
    List<Header> theirs = parse(setting);
    List<Header> all = new ArrayList<>();
    for (Header h : ours) {
      if (theirs.stream().noneMatch(t -> t.name().equalsIgnoreCase(h.name()))) {
        all.add(h);
      }
    }
    all.addAll(theirs);
    return all;
  }

  private static List<Header> parse(String setting) {
    List<Header> headers = new ArrayList<>();
    JsonNode json = json(setting);
    if (json == null || !json.isArray()) {
      throw invalid();
    }
    json.forEach(element -> headers.add(header(element)));
    return headers;
  }

  private static Header header(JsonNode element) {
    if (!element.isObject() || element.size() != 1) {
      throw invalid();
    }
    var entry = element.properties().iterator().next();
    if (!entry.getValue().isString() || !safe(entry.getKey(), entry.getValue().stringValue())) {
      throw invalid();
    }
    return new Header(entry.getKey(), entry.getValue().stringValue());
  }

  /** No header may smuggle in a second one. */
  private static boolean safe(String name, String value) {
    return name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
        && value.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0);
  }

  private static @Nullable JsonNode json(String setting) {
    try {
      return JsonMapper.shared().readTree(setting);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static RuntimeException invalid() {
    return ApiError.of(
            Code.PGRST111,
            "response.headers guc must be a JSON array composed of objects with a single key and a"
                + " string value")
        .asException();
  }
}
