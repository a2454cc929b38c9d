package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Parameter;
import dev.connectedlenses.engine.run.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rendering: what goes in, what comes out, and what is said when it cannot. */
final class TemplateTest {
  /** Parameters written as {@code name:type}, with {@code !} behind an optional one. */
  private static List<Parameter> parameters(String declared) {
    List<Parameter> parameters = new ArrayList<>();
    for (String one : declared.isBlank() ? new String[0] : declared.split(" ", -1)) {
      String[] parts = one.replace("!", "").split(":", -1);
      parameters.add(Parameter.of(parts[0], parts[1], !one.endsWith("!")));
    }
    return parameters;
  }

  private static String render(String body, String declared, String inputs) {
    return Template.render(body, parameters(declared), Plan.json(inputs).asObject());
  }

  private static Failure refusal(String body, List<Parameter> parameters, String inputs) {
    NodeException refused =
        catchThrowableOfType(
            NodeException.class,
            () -> Template.render(body, parameters, Plan.json(inputs).asObject()));
    return refused.failure();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      emptyValue = "",
      value = {
        "Hi [[name]]!|name:text|{'Name': '[[name]]'}|Hi [[name]]!",
        "a[[x!]]b|x:text!|{}|ab",
        "\\[[x]] [[[x]]]|x:integer|{'x': 3.0}|[[x]] [3]",
        "[[x:json]]|x:json|{'x': {'bb': 1.50, 'a': ['é', true]}}|{\"a\": [\"é\", true], \"bb\": 1.50}",
        "[[ X ]] [[x]]|x:text|{'x': 'y'}|y y",
        "[[x]]|x:text|{'X': 'folded', 'x': 'exact'}|exact",
        "[[x]]|x:text|{' x': 'last', 'X': 'first'}|last",
        "[[x]]|x:text!|{'x': null}|~~",
        "[[x]]|x:text|{'x': {'b': 1, 'a': null}}|{\"a\": null, \"b\": 1}",
        "[[x]]|x:text|{'x': 1e3}|1000",
        "[[x]]|x:json|{'x': '1'}|\"1\"",
        "[[x]] [[y]]|x:number y:decimal|{'x': '-0.50', 'y': 1.10}|-0.50 1.10",
        "[[x]]|x:number|{'x': '-0.0'}|0.0",
        "[[x]] [[y]]|x:integer y:integer|{'x': '7.00', 'y': -12}|7 -12",
        "[[x]] [[y]]|x:boolean y:boolean|{'x': true, 'y': 'false'}|true false",
        "[[x]]|x:url|{'x': 'HTTPS://a.b/c?d#e'}|HTTPS://a.b/c?d#e",
        "[[x]]|x:date|{'x': '2024-02-29'}|2024-02-29",
        "[[x]]|x:datetime|{'x': '2026-01-31T23:59:59.123456+14:00'}|2026-01-31T23:59:59.123456+14:00",
        "[[x]]|x:datetime|{'x': '2026-01-31T00:00'}|2026-01-31T00:00",
        "[[x]]|x:file|{'x': 'ABCDEF00-0000-0000-0000-000000000000'}|abcdef00-0000-0000-0000-000000000000",
        "[[x]]|x:mystery|{'x': 'as text'}|as text",
        "no placeholders||{}|no placeholders",
        "[[free]]||{'free': 'undeclared is text'}|undeclared is text",
      })
  void renders(String body, String declared, String inputs, String expected) {
    String result = render(body, declared == null ? "" : declared, inputs);
    assertThat(result).isEqualTo(expected == null || expected.equals("~~") ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[[x]][[y]]|x:text y:boolean|{'z': 1, 'y': 'maybe'}|missing required: \"x\"; unknown: \"z\"; \"y\" must be true or false",
        "[[b]] [[a]]|b:text a:text|{}|missing required: \"b\", \"a\"",
        "[[v]] [[u]]|p:text|{}|missing required: \"p\", \"v\", \"u\"",
        "-|x:text!|{'zz': 1, 'é': 1, 'b': 1, 'a': 1, 'n': null}|unknown: \"a\", \"b\", \"zz\", \"é\"",
        "[[x]]|x:number|{'x': 'ten'}|\"x\" must be a number",
        "[[x]]|x:number|{'x': '1e3'}|\"x\" must be a number",
        "[[x]]|x:number|{'x': '01'}|\"x\" must be a number",
        "[[x]]|x:number|{'x': 1e100}|\"x\" must be a number",
        "[[x]]|x:integer|{'x': 1.5}|\"x\" must be an integer",
        "[[x]]|x:integer|{'x': true}|\"x\" must be an integer",
        "[[x]]|x:boolean|{'x': 1}|\"x\" must be true or false",
        "[[x]]|x:url|{'x': 'ftp://a'}|\"x\" must be an http or https URL",
        "[[x]]|x:url|{'x': 'http:///a'}|\"x\" must be an http or https URL",
        "[[x]]|x:url|{'x': 'http://a b'}|\"x\" must be an http or https URL",
        "[[x]]|x:url|{'x': 7}|\"x\" must be an http or https URL",
        "[[x]]|x:date|{'x': '2023-02-29'}|\"x\" must be a date like 2026-01-31",
        "[[x]]|x:date|{'x': '0000-01-01'}|\"x\" must be a date like 2026-01-31",
        "[[x]]|x:date|{'x': '2026-1-1'}|\"x\" must be a date like 2026-01-31",
        "[[x]]|x:datetime|{'x': '2026-01-31'}|\"x\" must be a date-time like 2026-01-31T12:00:00Z",
        "[[x]]|x:datetime|{'x': '2026-01-31T24:00'}|\"x\" must be a date-time like 2026-01-31T12:00:00Z",
        "[[x]]|x:datetime|{'x': '2026-01-31 12:00'}|\"x\" must be a date-time like 2026-01-31T12:00:00Z",
        "[[x]]|x:datetime|{'x': '2026-01-31T12:00+15:00'}|\"x\" must be a date-time like 2026-01-31T12:00:00Z",
        "[[x]]|x:file|{'x': 'readme.txt'}|\"x\" must be the id of an uploaded file",
      })
  void refuses(String body, String declared, String inputs, String message) {
    Failure failure = refusal(body, parameters(declared), inputs);
    assertThat(failure.message()).isEqualTo(message);
    assertThat(failure.cause()).isEqualTo(Cause.VALIDATION_ERROR);
  }

  @Test
  void aRefusalListsItsPartsAsData() {
    Failure failure = refusal("[[x]][[y]]", parameters("x:text y:boolean"), "{'z': 1, 'y': 2}");
    assertThat(failure.details())
        .isEqualTo(
            Plan.json(
                "{'missing': ['x'], 'unknown': ['z'],"
                    + " 'invalid': ['\\\"y\\\" must be true or false'], 'code': 'invalid_input'}"));
  }

  @Test
  void defaultsStandInForWhatIsNotGiven() {
    Parameter calm = new Parameter("x", "text", true, null, Plan.json("'calm'"), null, null);
    assertThat(Template.render("[[x]]", List.of(calm), Json.object())).isEqualTo("calm");
    Parameter wrong = new Parameter("x", "integer", true, null, Plan.json("'calm'"), null, null);
    assertThat(refusal("[[x]]", List.of(wrong), "{}").message())
        .isEqualTo("\"x\" must be an integer");
    Parameter none = new Parameter("x", "text", true, null, Plan.json("null"), null, null);
    assertThat(refusal("[[x]]", List.of(none), "{}").message()).startsWith("missing");
  }

  @Test
  void lengthsAreCountedInCharacters() {
    Parameter two = new Parameter("x", "text", true, null, null, 2, 3);
    assertThat(Template.render("[[x]]", List.of(two), Json.object().put("x", "\uD83D\uDE00é")))
        .isEqualTo("\uD83D\uDE00é");
    assertThat(refusal("[[x]]", List.of(two), "{'x': '\uD83D\uDE00'}").message())
        .isEqualTo("\"x\" must have at least 2 characters");
    assertThat(refusal("[[x]]", List.of(two), "{'x': 'abcd'}").message())
        .isEqualTo("\"x\" must have at most 3 characters");
  }

  @Test
  void aSelectTakesOneOfItsOptions() {
    Parameter select =
        new Parameter(
            "x",
            "select",
            true,
            Plan.json("['a', 2, {'value': 'c', 'label': 'C'}]"),
            null,
            null,
            null);
    assertThat(Template.render("[[x]]", List.of(select), Json.object().put("x", "c")))
        .isEqualTo("c");
    assertThat(Template.render("[[x]]", List.of(select), Json.object().put("x", 2))).isEqualTo("2");
    assertThat(refusal("[[x]]", List.of(select), "{'x': 'd'}").message())
        .isEqualTo("\"x\" must be one of \"a\", \"2\", \"c\"");
    assertThat(render("[[x]]", "x:select", "{'x': 'anything'}")).isEqualTo("anything");
  }

  @Test
  void theResultHasAtMost256KilobytesAndBiggerOnesAreNotBuilt() {
    String body = "[[x]]" + "é".repeat(Template.MAX_BYTES / 2 - 1);
    assertThat(render(body, "x:text", "{'x': 'ab'}")).endsWith("é");
    Failure failure = refusal(body, parameters("x:text"), "{'x': 'abc'}");
    assertThat(failure.message())
        .isEqualTo("the rendered text would have 262145 bytes; the limit is 262144");
    String bomb = "[[x]]".repeat(40_000);
    String large = "y".repeat(400_000);
    assertThat(refusal(bomb, parameters("x:text"), "{'x': '" + large + "'}").message())
        .isEqualTo("the rendered text would have 16000000000 bytes; the limit is 262144");
  }

  @Test
  void renderingIsLinear() {
    String hostile = "[[x]][[".repeat(30_000);
    String result =
        Assertions.assertTimeout(
            Duration.ofSeconds(20), () -> render(hostile, "x:text", "{'x': '[[x]]'}"));
    assertThat(result).hasSize(30_000 * 7);
  }
}
