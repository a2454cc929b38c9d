package dev.connectedlenses.rest.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The members of a JSON object (of a list: of its first), each with its own piece of the text. */
public final class JsonMembers {

  /**
   * One member.
   *
   * @param nested whether it is a list or object
   * @param source its piece of JSON, null for null
   * @param text the text of a JSON string, else the piece
   */
  public record Member(String name, boolean nested, Place source, Place text) {}

  private JsonMembers() {}

  /** The members of a text that was checked to be JSON; none if it is no object. */
  static List<Member> read(JsonFactory factory, String json, Values values) {
    Map<String, Member> members = new LinkedHashMap<>();
    try (JsonParser in = factory.createParser(ObjectReadContext.empty(), json)) {
      JsonToken token = in.nextToken();
      if (token == JsonToken.START_ARRAY) {
        token = in.nextToken();
      }
      while (token == JsonToken.START_OBJECT && in.nextToken() != JsonToken.END_OBJECT) {
        String name = in.currentName();
        in.nextToken();
        members.put(name, member(name, in, json, values));
      }
    }
    return List.copyOf(members.values());
  }

  private static Member member(String name, JsonParser in, String json, Values values) {
    int from = (int) in.currentTokenLocation().getCharOffset();
    JsonToken token = in.currentToken();
    String text = token == JsonToken.VALUE_STRING ? in.getString() : null;
    boolean nested = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
    in.skipChildren();
    int to = (int) in.currentLocation().getCharOffset();
    String source = token == JsonToken.VALUE_NULL ? null : json.substring(from, to).strip();
    Place piece = values.add(source);
    return new Member(name, nested, piece, values.add(text == null ? source : text));
  }
}
