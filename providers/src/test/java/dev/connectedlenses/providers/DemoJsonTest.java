package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** JSON by schema, by contract, by example and by key names. */
final class DemoJsonTest {

  @Test
  void fillsASchemaWithinItsBounds() {
    JsonNode answer =
        fill(
            """
            {"type": "object", "properties": {
              "title": {"type": "string", "maxLength": 20},
              "summary": {"type": "string", "minLength": 300},
              "score": {"type": "integer", "minimum": 3, "maximum": 5},
              "ratio": {"type": "number", "minimum": 0.5, "maximum": 0.6},
              "mood": {"enum": ["calm", "alarmed"]},
              "kind": {"const": "brief"},
              "ok": {"type": "boolean"},
              "none": {"type": "null"},
              "risks": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2},
              "people": {"type": "array", "minItems": 2, "items": {"type": "object",
                "properties": {"name": {"type": "string"}, "link": {"type": "string", "format": "uri"}}}},
              "either": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
              "part": {"$ref": "#/$defs/part"}},
             "anyOf": [{"required": ["title"]}],
             "$defs": {"part": {"type": "object", "properties": {"day": {"type": "string", "format": "date"}}}}}
            """);
    assertThat(answer.path("title").asString()).hasSizeBetween(1, 20);
    assertThat(answer.path("summary").asString()).hasSizeGreaterThanOrEqualTo(300);
    assertThat(answer.path("score").isIntegralNumber()).isTrue();
    assertThat(answer.path("score").asInt()).isBetween(3, 5);
    assertThat(answer.path("ratio").asDouble()).isBetween(0.5, 0.6);
    assertThat(answer.path("mood").asString()).isIn("calm", "alarmed");
    assertThat(answer.path("kind").asString()).isEqualTo("brief");
    assertThat(answer.path("ok").isBoolean()).isTrue();
    assertThat(answer.get("none").isNull()).isTrue();
    assertThat(answer.path("risks").size()).isBetween(1, 2);
    assertThat(answer.path("people").size()).isGreaterThanOrEqualTo(2);
    assertThat(answer.path("people").path(0).path("link").asString()).startsWith("https://");
    assertThat(answer.path("either").isNumber()).isTrue();
    assertThat(answer.path("part").path("day").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
  }

  @Test
  void stringsAreSentencesOfTheText() {
    JsonNode answer = fill("{\"type\":\"object\",\"properties\":{\"risk\":{\"type\":\"string\"}}}");
    assertThat(new DemoText(Samples.FERRY).sentences()).contains(answer.path("risk").asString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\": \"json\", \"fields\": {\"topic\": {\"type\": \"string\"}, \"level\": {\"type\": \"integer\", \"min\": 1, \"max\": 4}}}",
        "{\"fields\": [{\"name\": \"topic\", \"type\": \"string\"}, {\"key\": \"level\", \"type\": \"integer\", \"min\": 1, \"max\": 4}]}",
        "{\"topic\": \"string\", \"level\": 1}",
        "{\"topic\": \"<the topic>\", \"level\": \"integer\"}"
      })
  void fillsContractsAndExamples(String form) {
    JsonNode answer = fill(form);
    assertThat(answer.path("topic").asString()).isEqualTo("The harbour ferry, one year on");
    assertThat(answer.path("level").isIntegralNumber()).isTrue();
    assertThat(answer.size()).isEqualTo(2);
  }

  @Test
  void patternsAreMetWithWordsOfTheText() {
    JsonNode answer =
        fill(
            "{\"type\":\"object\",\"properties\":{\"code\":{\"type\":\"string\",\"pattern\":\"^[A-Z]{4}$\"}}}");
    assertThat(answer.path("code").asString()).matches("[A-Z]{4}");
  }

  @Test
  void numbersComeFromTheSentenceThatSpeaksOfThem() {
    JsonNode answer =
        fill(
            "{\"type\":\"object\",\"properties\":{\"forecast\":{\"type\":\"integer\"}, \"word_count\":{\"type\":\"integer\"}}}");
    assertThat(answer.path("forecast").asInt()).isEqualTo(412_000);
    assertThat(answer.path("word_count").asInt()).isGreaterThan(150);
  }

  @Test
  void keysNamedInASentenceAreEnough() {
    JsonNode answer =
        read(
            Samples.ask(
                "Answer as JSON with the keys title, summary, risks and score:\n\n"
                    + Samples.FERRY));
    assertThat(answer.propertyNames()).containsExactly("title", "summary", "risks", "score");
    assertThat(answer.path("risks").isArray()).isTrue();
    assertThat(answer.path("score").isNumber()).isTrue();
  }

  @Test
  void aFormInThePromptIsFilled() {
    JsonNode answer =
        read(
            Samples.ask(
                "Return JSON like this: {\"headline\": \"string\", \"facts\": [\"string\"], \"passengers\": 0}\n\n"
                    + Samples.FERRY));
    assertThat(answer.propertyNames()).containsExactly("headline", "facts", "passengers");
    assertThat(answer.path("facts").path(0).isString()).isTrue();
  }

  @Test
  void theUrgencyOfTheTourFollowsTheText() {
    String form =
        "{\"type\":\"object\",\"properties\":{\"urgency\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":10}}}";
    JsonNode calm =
        read(
            new DemoJson(
                    new DemoText(
                        "The garden is green. Bees hum in the sun. Tea is served at four."),
                    DemoFocus.NONE,
                    new DemoSeed("calm"))
                .fill(Objects.requireNonNull(Json.read(form))));
    String alarm =
        "The dam will fail tomorrow. People must leave immediately. Every late hour means danger.";
    JsonNode alarmed =
        read(
            new DemoJson(new DemoText(alarm), DemoFocus.NONE, new DemoSeed("alarm"))
                .fill(Objects.requireNonNull(Json.read(form))));
    assertThat(alarmed.path("urgency").asInt()).isGreaterThanOrEqualTo(8);
    assertThat(calm.path("urgency").asInt()).isBetween(1, 10);
  }

  private static JsonNode fill(String form) {
    DemoText text = new DemoText(Samples.FERRY);
    DemoJson json = new DemoJson(text, DemoFocus.NONE, new DemoSeed(Samples.FERRY));
    return read(json.fill(Objects.requireNonNull(Json.read(form))));
  }

  private static JsonNode read(String json) {
    return Objects.requireNonNull(Json.read(json), json);
  }
}
