package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class OllamaContractTest extends RemoteContractTest {
  @Override
  String dialect() {
    return "ollama";
  }

  @Override
  URI baseUrl() {
    return server.ollamaBase();
  }

  @Override
  void assertParams(JsonNode body) {
    JsonNode options = body.path("options");
    assertThat(options.path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(options.path("num_predict").asInt()).isEqualTo(77);
    assertThat(options.path("seed").asInt()).isEqualTo(42);
    assertThat(options.path("top_p").asDouble()).isEqualTo(0.9);
    assertThat(options.path("stop").valueStream().map(JsonNode::asString))
        .containsExactly("END", "\n\n");
  }

  @Test
  void sendsTheSchemaAsFormat() throws Exception {
    provider().chat(askForJson(), ChatSink.none());
    JsonNode format = server.ledger().getFirst().body().path("format");
    assertThat(format).isEqualTo(Json.MAPPER.readTree(SCHEMA));
  }
}
