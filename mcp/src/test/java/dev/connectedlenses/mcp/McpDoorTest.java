package dev.connectedlenses.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Our own side of the protocol, message by message. */
final class McpDoorTest {
  private static final String SCHEMA =
      "{\"type\": \"object\", \"properties\": {\"n\": {\"type\": \"integer\"}}, \"additionalProperties\": false}";

  private static final String ANY = "{\"type\": \"object\"}";

  private final List<String> called = new ArrayList<>();
  private final McpDoor door =
      new McpDoor(
          "1.0",
          "Be kind.",
          List.of(
              new McpOffer("look", "Look", "Looks.", SCHEMA, ANY, new McpHints(true, false, true)),
              new McpOffer(
                  "drop", "Drop", "Drops.", SCHEMA, ANY, new McpHints(false, true, false))));

  private McpAnswer answer(String tool, ObjectNode arguments) {
    called.add(tool + arguments);
    JsonNode value = JsonMapper.shared().createObjectNode().put("text", "x".repeat(5000));
    return tool.equals("drop")
        ? new McpAnswer(JsonMapper.shared().createObjectNode().put("hint", "no"), true)
        : new McpAnswer(arguments.isEmpty() ? value : arguments, false);
  }

  private JsonNode ask(String method, String params) throws Exception {
    String body =
        "{'jsonrpc':'2.0','id':7,'method':'%s','params':%s}"
            .formatted(method, params)
            .replace('\'', '"');
    JsonNode answer =
        JsonMapper.shared().readTree(Objects.requireNonNull(door.answer(body, this::answer)));
    assertThat(answer.path("id").asInt()).isEqualTo(7);
    return answer;
  }

  @Test
  void saysWhoItIsAndWhatItOffers() throws Exception {
    JsonNode hello =
        ask(
                "initialize",
                "{'protocolVersion':'2025-06-18','capabilities':{},'clientInfo':{'name':'t','version':'1'}}")
            .path("result");
    assertThat(hello.path("serverInfo").path("name").asString()).isEqualTo("connectedlenses");
    assertThat(hello.path("instructions").asString()).isEqualTo("Be kind.");
    JsonNode tools = ask("tools/list", "{}").path("result").path("tools");
    assertThat(tools).hasSize(2);
    assertThat(tools.findValuesAsString("name")).containsExactlyInAnyOrder("look", "drop");
    assertThat(tools.findValues("destructiveHint")).hasSize(2);
  }

  @Test
  void callsAsWhoeverAsks() throws Exception {
    JsonNode result = ask("tools/call", "{'name':'look','arguments':{'n':3}}").path("result");
    assertThat(result.path("structuredContent").path("n").asInt()).isEqualTo(3);
    assertThat(called).containsExactly("look{\"n\":3}");
  }

  @Test
  void longTextsAreCutAndRefusalsAreErrorsOfTheTool() throws Exception {
    JsonNode longOne = ask("tools/call", "{'name':'look','arguments':{}}").path("result");
    assertThat(longOne.path("content").path(0).path("text").asString())
        .hasSizeLessThan(4100)
        .endsWith("(cut; ask for less)");
    assertThat(longOne.path("structuredContent").path("text").asString()).hasSize(5000);
    JsonNode refused = ask("tools/call", "{'name':'drop','arguments':{}}").path("result");
    assertThat(refused.path("isError").asBoolean()).isTrue();
    assertThat(refused.has("structuredContent")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':'look','arguments':{'n':'three'}}",
        "{'name':'look','arguments':{'m':3}}",
        "{'name':'none','arguments':{}}"
      })
  void whatDoesNotFitIsNotCalled(String params) throws Exception {
    JsonNode answer = ask("tools/call", params);
    assertThat(answer.has("error") || answer.path("result").path("isError").asBoolean()).isTrue();
    assertThat(called).isEmpty();
  }

  @Test
  void notificationsGetNoAnswer() throws Exception {
    assertThat(
            door.answer(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", this::answer))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "null",
        "1",
        "hello",
        "{\"jsonrpc\":\"2.0\"}",
        "{\"id\":1,\"result\":{}}"
      })
  void whatIsNoMessageIsRefused(String body) {
    assertThatThrownBy(() -> door.answer(body, this::answer))
        .isInstanceOf(MalformedMessageException.class);
    assertThat(called).isEmpty();
  }
}
