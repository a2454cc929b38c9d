package dev.connectedlenses.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.engine.graph.Json;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class RenderingTest {
  private static ToolSpec tool(String url, String method, String template) {
    return new ToolSpec(
        UUID.randomUUID(),
        "t",
        "T",
        "",
        ToolSpec.Kind.HTTP,
        ToolSpec.Egress.WRITE,
        Json.object(),
        Json.object(),
        new ToolSpec.Target(url, method, json(template), null, null),
        true,
        true,
        "");
  }

  private static ObjectNode json(String text) {
    return Json.MAPPER.readTree(text.replace('\'', '"')).asObject();
  }

  @Test
  void withoutATemplateArgumentsAreTheQueryOrTheBody() throws ToolException {
    ObjectNode arguments = json("{'a':'x y','b':[1]}");
    assertThat(Rendering.render(tool("https://h.example/p", "GET", "{}"), arguments).target())
        .isEqualTo("https://h.example/p?a=x%20y&b=%5B1%5D");
    ToolRequest post = Rendering.render(tool("https://h.example/p", "POST", "{}"), arguments);
    assertThat(post.target()).isEqualTo("https://h.example/p");
    assertThat(post.body()).isEqualTo(arguments);
  }

  @Test
  void aTemplateKeepsTypesAndIsReadOnce() throws ToolException {
    ToolRequest request =
        Rendering.render(
            tool(
                "https://h.example/u/[[id]]",
                "POST",
                "{'query':{'q':'[[q]]'},'headers':{'X-Q':'<[[q]]>'},'body':{'n':'[[n]]','t':'n is [[n]]'}}"),
            json("{'id':'a/../b?c','q':'[[n]]','n':5}"));
    assertThat(request.target()).isEqualTo("https://h.example/u/a%2F..%2Fb%3Fc?q=%5B%5Bn%5D%5D");
    assertThat(request.headers()).containsEntry("X-Q", "<[[n]]>");
    assertThat(request.body()).hasToString("{\"n\":5,\"t\":\"n is 5\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://[[host]]/p",
        "https://h.example[[host]]/p",
        "https://[[host]]",
        "https://h.example:[[host]]/"
      })
  void noArgumentReachesTheHost(String url) {
    assertThatThrownBy(
            () -> Rendering.render(tool(url, "GET", "{}"), json("{'host':'evil.example'}")))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("host");
  }

  @Test
  void aMissingArgumentIsNamed() {
    assertThatThrownBy(
            () -> Rendering.render(tool("https://h.example/[[id]]", "GET", "{}"), Json.object()))
        .hasMessageContaining("\"id\"");
  }
}
