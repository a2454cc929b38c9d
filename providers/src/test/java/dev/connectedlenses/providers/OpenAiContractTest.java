package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class OpenAiContractTest extends RemoteContractTest {
  @Override
  String dialect() {
    return "openai";
  }

  @Override
  URI baseUrl() {
    return server.openAiBase();
  }

  @Override
  void assertParams(JsonNode body) {
    assertThat(body.path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(body.path("max_tokens").asInt()).isEqualTo(77);
    assertThat(body.path("seed").asInt()).isEqualTo(42);
    assertThat(body.path("top_p").asDouble()).isEqualTo(0.9);
    assertThat(body.path("stop").valueStream().map(JsonNode::asString))
        .containsExactly("END", "\n\n");
    assertThat(body.path("stream_options").path("include_usage").asBoolean()).isTrue();
  }

  @Test
  void sendsTheSchemaAsResponseFormat() throws Exception {
    provider().chat(askForJson(), ChatSink.none());
    JsonNode format = server.ledger().getFirst().body().path("response_format");
    assertThat(format.path("type").asString()).isEqualTo("json_schema");
    assertThat(format.path("json_schema").path("schema")).isEqualTo(Json.MAPPER.readTree(SCHEMA));
  }

  @Test
  void usageIsThatOfTheProvider() throws Exception {
    ChatResult result = provider().chat(ask("one two three"), ChatSink.none());
    assertThat(result.inputTokens()).isEqualTo(3);
    assertThat(result.outputTokens()).isEqualTo(5);
  }
}
