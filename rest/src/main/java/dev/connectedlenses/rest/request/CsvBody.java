package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns comma-separated values with a header line into JSON objects of texts and nulls. */
final class CsvBody {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final String text;
  private int at;

  private CsvBody(String text) {
    this.text = text;
  }

  static String toJson(String text) {
    List<List<String>> records = new CsvBody(text).records();
    if (records.isEmpty()) {
      throw refused("not enough input");
    }
    List<String> header = records.getFirst();
    ArrayNode array = MAPPER.createArrayNode();
    for (List<String> values : records.subList(1, records.size())) {
      if (values.size() != header.size()) {
        throw refused("All lines must have same number of fields");
      }
      ObjectNode row = array.addObject();
      for (int i = 0; i < values.size(); i++) {
        String value = values.get(i);
        if (value.equals("NULL")) {
          row.putNull(header.get(i));
        } else {
          row.put(header.get(i), value);
        }
      }
    }
    return MAPPER.writeValueAsString(array);
  }

  private List<List<String>> records() {
    List<List<String>> records = new ArrayList<>();
    while (at < text.length()) {
      records.add(oneRecord());
    }
    return records;
  }

  private List<String> oneRecord() {
    List<String> values = new ArrayList<>();
    while (true) {
      values.add(value());
      char end = at < text.length() ? text.charAt(at++) : '\n';
      if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      if (end != ',') {
        return values;
      }
    }
  }

  private String value() {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    int from = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        value.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        value.append('"');
        at++;
      } else {
        return value.toString();
      }
    }
    throw refused("a quoted value does not end");
  }

  private static RuntimeException refused(String why) {
    return ApiError.of(Code.PGRST102, why).asException();
  }
}
