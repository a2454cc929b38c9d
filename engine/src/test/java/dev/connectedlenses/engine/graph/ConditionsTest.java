package dev.connectedlenses.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.engine.run.Plan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The closed grammar of edge conditions: what holds, what clashes, what is refused. */
final class ConditionsTest {
  @ParameterizedTest(name = "{0} on {1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type':'present'}|'x'|true",
        "{'type':'present'}|null|false",
        "{'type':'present','path':'a'}|{'b':1}|false",
        "{'type':'present','path':'a'}|{'a':0}|true",
        "{'type':'absent'}|null|true",
        "{'type':'absent','path':'a.b'}|{'a':{}}|true",
        "{'type':'absent','path':'a'}|{'a':false}|false",
        "{'type':'truthy'}|'false'|true",
        "{'type':'truthy'}|''|false",
        "{'type':'truthy'}|0.0|false",
        "{'type':'truthy'}|-1|true",
        "{'type':'truthy'}|[]|false",
        "{'type':'truthy'}|[0]|true",
        "{'type':'truthy'}|{}|false",
        "{'type':'truthy'}|null|false",
        "{'type':'falsy'}|null|true",
        "{'type':'falsy','path':'a'}|{}|true",
        "{'type':'falsy'}|true|false",
        "{'type':'equals','value':1}|1.0|true",
        "{'type':'equals','value':'a'}|'a'|true",
        "{'type':'equals','value':'a'}|'A'|false",
        "{'type':'equals','value':{'a':[1,2]}}|{'a':[1.0,2]}|true",
        "{'type':'equals','value':{'a':1}}|{'a':1,'b':2}|false",
        "{'type':'equals','value':[1,2]}|[2,1]|false",
        "{'type':'equals','value':null}|null|true",
        "{'type':'equals','value':null}|1|false",
        "{'type':'not_equals','value':null}|1|true",
        "{'type':'not_equals','value':2}|1|true",
        "{'type':'not_equals','value':1}|1.00|false",
        "{'type':'contains','value':'ell'}|'hello'|true",
        "{'type':'contains','value':'x'}|'hello'|false",
        "{'type':'contains','value':2}|[1,2.0]|true",
        "{'type':'contains','value':'k'}|{'k':null}|true",
        "{'type':'not_contains','value':'x'}|'hello'|true",
        "{'type':'not_contains','value':1}|[1]|false",
        "{'type':'starts_with','value':'he'}|'hello'|true",
        "{'type':'starts_with','value':'lo'}|'hello'|false",
        "{'type':'ends_with','value':'lo'}|'hello'|true",
        "{'type':'ends_with','value':'he'}|'hello'|false",
        "{'type':'gt','value':2}|10|true",
        "{'type':'gt','value':2}|2|false",
        "{'type':'gte','value':2}|2.0|true",
        "{'type':'gte','value':2}|1|false",
        "{'type':'lt','value':2}|1|true",
        "{'type':'lt','value':2}|2|false",
        "{'type':'lte','value':2}|2|true",
        "{'type':'lte','value':2}|3|false",
        "{'type':'gt','value':'2026-01-01T00:00:00Z'}|'2026-06-01T00:00:00Z'|true",
        "{'type':'lt','value':'2026-01-01T00:00:00Z'}|'2026-06-01T00:00:00Z'|false",
        "{'type':'lt','value':'\uD83D\uDE00'}|'\uFFFD'|true",
        "{'type':'in','value':['a',1]}|1.0|true",
        "{'type':'in','value':['a',1]}|'1'|false",
        "{'type':'not_in','value':['a',1]}|'b'|true",
        "{'type':'not_in','value':['a',1]}|'a'|false",
        "{'type':'matches','value':'^h.l+'}|'hello'|true",
        "{'type':'matches','value':'^ell'}|'hello'|false",
        "{'all':[]}|1|true",
        "{'any':[]}|1|false",
        "{'all':[{'type':'gt','value':1},{'type':'lt','value':3}]}|2|true",
        "{'all':[{'type':'gt','value':1},{'type':'lt','value':3}]}|3|false",
        "{'any':[{'type':'lt','value':1},{'type':'gt','value':3}]}|5|true",
        "{'any':[{'type':'lt','value':1},{'type':'gt','value':3}]}|2|false",
        "{'not':{'type':'truthy'}}|0|true",
        "{'not':{'type':'truthy'}}|1|false",
      })
  void answers(String condition, String value, boolean expected) {
    List<String> notes = new ArrayList<>();
    Condition read = Conditions.read(Plan.json(condition));
    assertThat(Conditions.holds(read, Plan.json(value), notes::add)).isEqualTo(expected);
    assertThat(notes).isEmpty();
  }

  @ParameterizedTest(name = "{0} on {1} clashes")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type':'equals','value':1}|'1'|a number",
        "{'type':'not_equals','value':1}|'1'|a number",
        "{'type':'gt','value':1}|'2'|text against a number",
        "{'type':'lt','value':'a'}|1|a number against text",
        "{'type':'gte','value':1}|true|a boolean",
        "{'type':'lte','value':1}|null|null",
        "{'type':'contains','value':1}|'a1'|text cannot hold a number",
        "{'type':'not_contains','value':'x'}|7|a number cannot hold text",
        "{'type':'starts_with','value':'1'}|12|a number is no text",
        "{'type':'ends_with','value':'2'}|[2]|a list is no text",
        "{'type':'matches','value':'1'}|1|a number is no text",
        "{'type':'equals','path':'a','value':1}|{}|at a is false: there is no value",
        "{'type':'not_in','path':'a','value':[1]}|{}|there is no value",
      })
  void aClashIsFalseAndNoted(String condition, String value, String note) {
    List<String> notes = new ArrayList<>();
    Condition read = Conditions.read(Plan.json(condition));
    assertThat(Conditions.holds(read, Plan.json(value), notes::add)).isFalse();
    assertThat(notes).singleElement().asString().contains(note);
  }

  @Test
  void aMissingValueIsAbsent() {
    assertThat(Conditions.holds(Conditions.read(Plan.json("{'type':'absent'}")), null, n -> {}))
        .isTrue();
  }

  @ParameterizedTest(name = "{0} is refused")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'x'|is an object",
        "{}|has a \"type\"",
        "{'type':'nearly'}|no condition type \"nearly\"",
        "{'type':1}|no condition type",
        "{'type':'equals'}|needs a \"value\"",
        "{'type':'truthy','value':1}|takes no \"value\"",
        "{'type':'equals','value':1,'code':'rm'}|no field \"code\"",
        "{'type':'equals','value':1,'path':'a..b'}|is not a path",
        "{'type':'in','value':'abc'}|cannot use the value",
        "{'type':'gt','value':true}|cannot use the value",
        "{'type':'starts_with','value':1}|cannot use the value",
        "{'type':'matches','value':'(?=x)'}|is no RE2 pattern",
        "{'all':{}}|take a list",
        "{'some':[]}|no field \"some\"",
        "{'all':[],'any':[]}|has a \"type\"",
        "{'not':[]}|is an object",
      })
  void refuses(String condition, String message) {
    assertThatThrownBy(() -> Conditions.read(Plan.json(condition)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void depthAndSizeAreBounded() {
    String test = "{'type':'present'}";
    assertThat(read("{'not':".repeat(15) + test + "}".repeat(15))).isNotNull();
    assertThatThrownBy(() -> read("{'not':".repeat(16) + test + "}".repeat(16)))
        .hasMessageContaining("16 levels");
    assertThat(read("{'all':[" + test + (", " + test).repeat(998) + "]}")).isNotNull();
    assertThatThrownBy(() -> read("{'all':[" + test + (", " + test).repeat(999) + "]}"))
        .hasMessageContaining("1000 parts");
    assertThatThrownBy(() -> read("{'type':'matches','value':'" + "a".repeat(1001) + "'}"))
        .hasMessageContaining("1000 characters");
  }

  @Test
  void aLongSearchStopsAfterAThousandSteps() {
    List<String> notes = new ArrayList<>();
    Condition condition = read("{'type':'contains','value':1}");
    String near = "[" + "0,".repeat(999) + "1]";
    assertThat(Conditions.holds(condition, Plan.json(near), notes::add)).isTrue();
    assertThat(notes).isEmpty();
    String far = "[" + "0,".repeat(1000) + "1]";
    assertThat(Conditions.holds(condition, Plan.json(far), notes::add)).isFalse();
    assertThat(notes).singleElement().asString().contains("1000 steps");
  }

  private static Condition read(String json) {
    return Conditions.read(Plan.json(json));
  }
}
