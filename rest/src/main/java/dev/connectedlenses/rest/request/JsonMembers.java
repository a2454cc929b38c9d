package dev.connectedlenses.rest.request;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** The members of a JSON object (of a list: of its first), each with its own piece of the text. */
public final class JsonMembers {

  /** What kind of value a member has. */
  public enum Kind {
    NULL,
    TEXT,
    SCALAR,
    CONTAINER
  }

  /**
   * One member's value.
   *
   * @param source its piece of JSON
   * @param text the text of a JSON string, else the piece
   */
  public record Member(Kind kind, String source, String text) {}

  private JsonMembers() {}

  /** The members of a text that was checked to be JSON; none if it is no object. */
  public static Map<String, Member> read(String json) {
    Map<String, Member> members = new LinkedHashMap<>();
    try (JsonParser in = JsonBody.FACTORY.createParser(ObjectReadContext.empty(), json)) {
      JsonToken token = in.nextToken();
      if (token == JsonToken.START_ARRAY) {
        token = in.nextToken();
      }
      if (token == JsonToken.START_OBJECT) {
        while (in.nextToken() != JsonToken.END_OBJECT) {
          String name = in.currentName();
          in.nextToken();
          members.put(name, member(in, json));
        }
      }
    }
    return members;
  }

  private static Member member(JsonParser in, String json) {
    int from = (int) in.currentTokenLocation().getCharOffset();
    JsonToken token = in.currentToken();
    String text = token == JsonToken.VALUE_STRING ? in.getString() : "";
    Kind kind =
        switch (token) {
          case VALUE_NULL -> Kind.NULL;
          case VALUE_STRING -> Kind.TEXT;
          case START_OBJECT, START_ARRAY -> Kind.CONTAINER;
          default -> Kind.SCALAR;
        };
    in.skipChildren();
    int to = (int) in.currentLocation().getCharOffset();
    String source = json.substring(from, to).strip();
    return new Member(kind, source, kind == Kind.TEXT ? text : source);
  }
}
