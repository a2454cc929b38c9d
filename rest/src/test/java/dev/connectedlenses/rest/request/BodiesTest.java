package dev.connectedlenses.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.RequestLimits;
import dev.connectedlenses.testkit.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is read from bodies of each content type. */
final class BodiesTest {

  private final Values values = new Values();

  private Payload read(boolean call, boolean uniform, String type, String body) {
    return new Bodies(JsonBody.factory(RequestLimits.STRICT.json()), call, uniform, values)
        .read(type, body.getBytes(StandardCharsets.UTF_8));
  }

  private Payload.Json rows(String body) {
    return (Payload.Json) read(false, true, "application/json", body);
  }

  private Payload.Json arguments(String body) {
    return (Payload.Json) read(true, true, "application/json", body);
  }

  private String refused(boolean call, String type, String body) {
    return String.valueOf(Refusals.of(() -> read(call, true, type, body)).message());
  }

  @Test
  void objectsAndLists() {
    assertThat(rows("{\"a\":1,\"b\":{\"c\":[]}}"))
        .extracting(Payload.Json::shape, Payload.Json::keys)
        .containsExactly(Payload.Shape.OBJECT, List.of("a", "b"));
    assertThat(rows("[{\"a\":1,\"b\":2},{\"b\":3,\"a\":null}]"))
        .extracting(Payload.Json::shape, Payload.Json::keys)
        .containsExactly(Payload.Shape.ARRAY, List.of("a", "b"));
    assertThat(rows("[]").shape()).isEqualTo(Payload.Shape.EMPTY_ARRAY);
    assertThat(rows("{}").keys()).isEmpty();
    assertThat(rows("5").shape()).isEqualTo(Payload.Shape.SCALAR);
    assertThat(rows(" \n{ } ").shape()).isEqualTo(Payload.Shape.OBJECT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "[",
        "nope",
        "{\"a\":}",
        "{\"a\":1}{",
        "[{},]",
        "{'a':1}",
        "{\"a\":1,}",
        "[{\"a\":1}",
        "\"x",
        "01",
        "1 2",
        "{\"a\":1e}",
        "NaN",
        "// x\n{}",
        "\u0000"
      })
  void textThatIsNoJson(String body) {
    assertThat(refused(false, "application/json", body)).isEqualTo("Empty or invalid json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":1},{\"b\":1}]",
        "[{\"a\":1},{}]",
        "[{\"a\":1},{\"a\":1,\"b\":2}]",
        "[1]",
        "[{\"a\":1},null]",
        "[[]]"
      })
  void rowsOfDifferentKeys(String body) {
    assertThat(refused(false, "application/json", body)).isEqualTo("All object keys must match");
  }

  @Test
  void withColumnsNamedTheKeysMayDiffer() {
    Payload.Json read =
        (Payload.Json) read(false, false, "application/json", "[{\"a\":1},{\"b\":2},3]");
    assertThat(read.keys()).containsExactly("a");
  }

  @Test
  void argumentsHaveTheirPieces() {
    Payload.Json read = arguments("{\"a\": \"x\\\"y\", \"b\":[1, 2],\"c\":null,\"d\": 1.50 }");
    assertThat(read.members())
        .extracting(JsonMembers.Member::name)
        .containsExactly("a", "b", "c", "d");
    assertThat(read.members())
        .extracting(m -> values.text(m.source()))
        .containsExactly("\"x\\\"y\"", "[1, 2]", null, "1.50");
    assertThat(read.members())
        .extracting(m -> values.text(m.text()))
        .containsExactly("x\"y", "[1, 2]", null, "1.50");
    assertThat(read.members())
        .extracting(JsonMembers.Member::nested)
        .containsExactly(false, true, false, false);
  }

  @Test
  void theLastOfTwoArgumentsOfOneNameCounts() {
    Payload.Json read = arguments("{\"a\":1,\"a\":2}");
    assertThat(read.members()).hasSize(1);
    assertThat(values.text(read.members().getFirst().text())).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{}", "[]", "5", "\"x\"", "null"})
  void aCallWithoutArguments(String body) {
    assertThat(arguments(body).members()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a,b\\n1,2~[{\"a\":\"1\",\"b\":\"2\"}]",
        "a,b\\r\\n1,2\\r\\n~[{\"a\":\"1\",\"b\":\"2\"}]",
        "a\\nNULL~[{\"a\":null}]",
        "a,b\\n,~[{\"a\":\"\",\"b\":\"\"}]",
        "a\\n\"x,y\"~[{\"a\":\"x,y\"}]",
        "a\\n\"say \"\"hi\"\"\"~[{\"a\":\"say \\\"hi\\\"\"}]",
        "a\\n\"two\\nlines\"~[{\"a\":\"two\\nlines\"}]",
        "a\\n\"NULL\"~[{\"a\":null}]",
        "a~[]",
        "\"a b\"\\n1~[{\"a b\":\"1\"}]",
      })
  void linesOfValues(String csv, String json) {
    Payload.Json read =
        (Payload.Json) read(false, true, "text/csv", csv.replace("\\n", "\n").replace("\\r", "\r"));
    assertThat(values.text(read.text())).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "''~not enough input",
        "a,b\\n1~All lines must have same number of fields",
        "a\\n1,2~All lines must have same number of fields",
        "a\\n\"x~a quoted value does not end",
      })
  void linesThatAreNone(String csv, String message) {
    assertThat(refused(false, "text/csv", csv.replace("\\n", "\n"))).isEqualTo(message);
  }

  private static List<List<String>> table(RandomGenerator random) {
    List<List<String>> table = new ArrayList<>();
    int width = 1 + random.nextInt(3);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      List<String> line = new ArrayList<>();
      for (int j = 0; j < width; j++) {
        StringBuilder cell = new StringBuilder(table.isEmpty() ? "h" + j : "");
        for (int k = random.nextInt(6); k > 0; k--) {
          cell.append("ab,\"\n\r ü'\\".charAt(random.nextInt(10)));
        }
        line.add(cell.toString());
      }
      table.add(line);
    }
    return table;
  }

  private static String csv(List<List<String>> table) {
    StringBuilder text = new StringBuilder();
    for (List<String> line : table) {
      text.append(
          String.join(",", line.stream().map(c -> "\"" + c.replace("\"", "\"\"") + "\"").toList()));
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void quotedLinesComeBack() {
    Property.forAll(
        21,
        2_000,
        BodiesTest::table,
        table -> {
          ArrayNode rows = JsonMapper.shared().createArrayNode();
          for (List<String> line : table.subList(1, table.size())) {
            ObjectNode row = rows.addObject();
            for (int i = 0; i < line.size(); i++) {
              row.put(table.getFirst().get(i), line.get(i));
            }
          }
          JsonNode read = JsonMapper.shared().readTree(CsvBody.toJson(csv(table)));
          assertThat(read).isEqualTo(rows);
        });
  }

  @Test
  void formsAreObjectsOfTexts() {
    Payload.Json read =
        (Payload.Json) read(false, true, "application/x-www-form-urlencoded", "a=1&b=x+y&c=%22");
    assertThat(values.text(read.text())).isEqualTo("{\"a\":\"1\",\"b\":\"x y\",\"c\":\"\\\"\"}");
    assertThat(read.keys()).containsExactly("a", "b", "c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "text/xml", "application/octet-stream"})
  void functionsMayTakeTheBodyAsItIs(String type) {
    Payload.Raw read = (Payload.Raw) read(true, true, type, "any {thing");
    assertThat(values.text(read.text())).isEqualTo("any {thing");
    assertThat(refused(false, type, "x")).isEqualTo("Content-Type not acceptable: " + type);
  }

  @Test
  void otherTypesAreTakenByNobody() {
    assertThat(refused(true, "image/png", "x")).isEqualTo("Content-Type not acceptable: image/png");
  }
}
