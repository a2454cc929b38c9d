package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.engine.run.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Building JSON and text from inputs. */
final class TransformNodeTest {
  private static final ObjectNode INPUT =
      Plan.json(
              "{'article': {'sections': [{'title': 'One'}], 'n': 1.50}, 'Tone': 'dry', 'none': null}")
          .asObject();

  private static Envelope apply(String config) {
    return TransformNode.apply(Plan.json(config).asObject(), INPUT);
  }

  @Test
  void aTemplateIsCopiedAndItsPathsAreFilled() {
    Envelope built =
        apply(
            "{'output': {'title': {'$path': 'article.sections[0].title'}, 'all': [{'$path': 'article'},"
                + " 'plain', 2, null], 'tone': {'$path': '$.tone'}, 'nothing': {'$path': 'none'},"
                + " 'kept': {'$path': 'x', 'other': 1}}}");
    assertThat(built.data())
        .isEqualTo(
            Plan.json(
                "{'title': 'One', 'all': [{'sections': [{'title': 'One'}], 'n': 1.50}, 'plain', 2, null],"
                    + " 'tone': 'dry', 'nothing': null, 'kept': {'$path': 'x', 'other': 1}}"));
    assertThat(built.kind()).isEqualTo("json");
    assertThat(built.artifactKind()).isEqualTo("json");
    assertThat(built.output()).startsWith("{\"all\": [{\"n\": 1.50, ");
  }

  @Test
  void aTextThatIsPickedIsTheTextItself() {
    Envelope picked =
        apply("{'output': {'$path': 'tone'}, 'kind': 'text', 'artifactKind': 'tone'}");
    assertThat(picked.output()).isEqualTo("dry");
    assertThat(picked.data()).isEqualTo(Plan.json("'dry'"));
    assertThat(picked.kind()).isEqualTo("text");
    assertThat(picked.artifactKind()).isEqualTo("tone");
  }

  @Test
  void textIsRenderedFromTheLabelsItNames() {
    Envelope text = apply("{'text': '[[TONE]]: [[article]] \\\\[[x]]'}");
    assertThat(text.output())
        .isEqualTo("dry: {\"n\": 1.50, \"sections\": [{\"title\": \"One\"}]} [[x]]");
    assertThat(text.data()).isNull();
    assertThat(text.kind()).isEqualTo("text");
    assertThat(text.artifactKind()).isEqualTo("text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'output': {'$path': 'article.gone'}}|there is no value at \"article.gone\"",
        "{'output': {'$path': 'nobody'}}|there is no value at \"nobody\"",
        "{'output': {'$path': '[0]'}}|there is no value at \"[0]\"",
        "{'output': {'$path': 'a..b'}}|is not a path",
        "{'text': '[[nobody]] [[none]]'}|missing required: \"nobody\", \"none\"",
        "{'text': 'x', 'output': 1}|either \"output\" or \"text\"",
        "{}|either \"output\" or \"text\"",
      })
  void refuses(String config, String message) {
    assertThatThrownBy(() -> apply(config))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining(message);
  }

  @Test
  void templatesAreAtMostSixteenDeep() {
    assertThat(apply("{'output': " + "[".repeat(15) + "1" + "]".repeat(15) + "}").output())
        .hasSize(31);
    assertThatThrownBy(() -> apply("{'output': " + "[".repeat(16) + "1" + "]".repeat(16) + "}"))
        .hasMessageContaining("16 levels");
  }

  @Test
  void aResultIsAtMostHalfAMegabyte() {
    ObjectNode large = Plan.json("{'x': '" + "y".repeat(300_000) + "'}").asObject();
    ObjectNode twice = Plan.json("{'output': [{'$path': 'x'}, {'$path': 'x'}]}").asObject();
    assertThatThrownBy(() -> TransformNode.apply(twice, large)).hasMessageContaining("512 KiB");
  }
}
