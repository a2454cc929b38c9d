package dev.connectedlenses.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.run.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Dotted names and positions, and where in an envelope they look. */
final class PathTest {
  private static final JsonNode ROOT =
      Plan.json("{'a': {'b': [10, {'c d': true}]}, '$': 1, 'n': null}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.b[0]|10",
        "$.a.b[0]|10",
        " a.b[1].c d |true",
        "$|1",
        "n|null",
        "a.b|[10,{\"c d\":true}]",
      })
  void finds(String path, String expected) {
    assertThat(String.valueOf(Path.parse(path).find(ROOT))).isEqualTo(expected);
  }

  @Test
  void aLeadingIndexLooksIntoAList() {
    assertThat(Path.parse("$[1]").find(Plan.json("[1, 2]"))).isEqualTo(Plan.json("2"));
    assertThat(Path.parse("[0][1]").find(Plan.json("[[1, 2]]"))).isEqualTo(Plan.json("2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.x", "a.b[2]", "a[0]", "a.b.c", "n.x", "a.b[0].x"})
  void findsNothing(String path) {
    assertThat(Path.parse(path).find(ROOT)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a.",
        ".a",
        "a..b",
        "a[",
        "a[]",
        "a[x]",
        "a[-1]",
        "a]b",
        "[0]a",
        "a[9999999999]",
        "$."
      })
  void refuses(String path) {
    assertThatThrownBy(() -> Path.parse(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a path; write it like items[0].title");
  }

  @Test
  void refusesEndlessPaths() {
    assertThatThrownBy(() -> Path.parse("a".repeat(513))).hasMessageContaining("512");
    assertThat(Path.parse("a".repeat(512)).steps()).hasSize(1);
  }

  @Test
  void anEnvelopeShowsItsTextThenDataThenMediaThenMetadata() {
    Envelope envelope =
        new Envelope(
            "json",
            "report",
            "the text",
            Plan.json("{'output': 'hidden', 'x': 1, 'media': {'y': 9}}"),
            Plan.json("{'x': 2, 'y': 2, 'url': 'u'}"),
            Plan.json("{'y': 3, 'z': 3}"));
    assertThat(envelope.find(Path.parse("output"))).isEqualTo(Plan.json("'the text'"));
    assertThat(envelope.find(Path.parse("$.x"))).isEqualTo(Plan.json("1"));
    assertThat(envelope.find(Path.parse("y"))).isEqualTo(Plan.json("2"));
    assertThat(envelope.find(Path.parse("z"))).isEqualTo(Plan.json("3"));
    assertThat(envelope.find(Path.parse("media.y"))).isEqualTo(Plan.json("9"));
    assertThat(envelope.find(Path.parse("media.url"))).isEqualTo(Plan.json("'u'"));
    assertThat(envelope.find(Path.parse("data.x"))).isEqualTo(Plan.json("1"));
    assertThat(envelope.find(Path.parse("nowhere"))).isNull();
  }

  @Test
  void anEnvelopeSurvivesJson() {
    Envelope all =
        new Envelope("json", "r", "t", Plan.json("[1]"), Plan.json("{}"), Plan.json("{'m': 1}"));
    assertThat(Envelope.fromJson(all.toJson())).isEqualTo(all);
    assertThat(Envelope.fromJson(Envelope.text("t").toJson())).isEqualTo(Envelope.text("t"));
  }
}
