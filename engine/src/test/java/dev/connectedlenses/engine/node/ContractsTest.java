package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.run.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Contract checks: every type and rule, kept and broken. */
final class ContractsTest {
  private static List<String> check(String contract, String value) {
    return Contracts.checkInput(Plan.json(contract), Plan.json(value).asObject()).stream()
        .map(v -> v.field() + "/" + v.rule() + "/" + v.message())
        .toList();
  }

  private static List<String> field(String field, String value) {
    return check("{'fields': {'f': " + field + "}}", "{'f': " + value + "}");
  }

  @ParameterizedTest(name = "{0} takes {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type':'string'}|'x'",
        "{'type':'number'}|1.5",
        "{'type':'integer'}|3.0",
        "{'type':'integer'}|1e3",
        "{'type':'integer'}|0.00",
        "{'type':'boolean'}|false",
        "{'type':'url'}|'https://a.example/x?y'",
        "{'type':'json'}|{}",
        "{'type':'json'}|[1]",
        "{'type':'array'}|[]",
        "{'type':'any'}|7",
        "{}|'anything'",
        "{'type':'number','min':1,'max':2}|1",
        "{'type':'number','min':1,'max':2}|2.0",
        "{'type':'string','minLength':2,'maxLength':2}|'é\uD83D\uDE00'",
        "{'type':'array','minLength':1,'maxLength':2,'itemType':'integer'}|[1,2]",
        "{'type':'string','pattern':'b+'}|'abbc'",
        "{'enum':['a',1,null]}|1.0",
        "{'type':'string','required':false}|null",
      })
  void keeps(String field, String value) {
    assertThat(field(field, value)).isEmpty();
  }

  @ParameterizedTest(name = "{0} refuses {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type':'string'}|1|type/must be a string, not a number",
        "{'type':'number'}|'1'|type/must be a number, not a string",
        "{'type':'integer'}|1.5|type/must be an integer, not a number",
        "{'type':'boolean'}|'true'|type/must be a boolean, not a string",
        "{'type':'url'}|'javascript:x'|type/must be an http or https URL, not a string",
        "{'type':'url'}|'http://a b'|type/must be an http or https URL, not a string",
        "{'type':'url'}|'http:nohost'|type/must be an http or https URL, not a string",
        "{'type':'json'}|'x'|type/must be an object or a list, not a string",
        "{'type':'array'}|{}|type/must be an array, not an object",
        "{'type':'number','min':1}|0.99|min/must be at least 1",
        "{'type':'number','max':2}|2.01|max/must be at most 2",
        "{'type':'string','minLength':2}|'\uD83D\uDE00'|minLength/must have at least 2 characters",
        "{'type':'string','maxLength':1}|'ab'|maxLength/must have at most 1 characters",
        "{'type':'array','minLength':1}|[]|minLength/must have at least 1 items",
        "{'type':'array','maxLength':1}|[1,2]|maxLength/must have at most 1 items",
        "{'type':'string','pattern':'^b'}|'ab'|pattern/must match ^b",
        "{'type':'string','pattern':'('}|'ab'|pattern/cannot be checked: ( is no RE2 pattern",
        "{'enum':['a',1]}|'1'|enum/must be one of [\"a\",1]",
        "{'type':'array','itemType':'string'}|['a',1]|itemType/item 1 must be a string",
        "{'type':'string','required':true}|null|required/is missing",
        "{'required':true}|null|required/is missing",
      })
  void refuses(String field, String value, String violation) {
    assertThat(field(field, value)).containsExactly("f/" + violation);
  }

  @Test
  void everyFaultIsNamed() {
    String contract =
        "{'fields': {'a': {'type': 'string', 'minLength': 3, 'pattern': '^x', 'enum': ['xyz']},"
            + " 'b': {'required': true}}, 'strict': true, 'requireAnyOf': [['b', 'c'], ['d']]}";
    assertThat(check(contract, "{'a': 'yz', 'zz': 1}"))
        .containsExactly(
            "a/minLength/must have at least 3 characters",
            "a/pattern/must match ^x",
            "a/enum/must be one of [\"xyz\"]",
            "b/required/is missing",
            "zz/strict/is not a field of the contract",
            "/requireAnyOf/needs b and c, or d");
  }

  @Test
  void oneWholeGroupIsEnough() {
    String contract = "{'requireAnyOf': [['a', 'b'], ['c']]}";
    assertThat(check(contract, "{'a': 1, 'b': 2}")).isEmpty();
    assertThat(check(contract, "{'c': 1}")).isEmpty();
    assertThat(check(contract, "{'a': 1, 'c': null}")).hasSize(1);
  }

  @Test
  void unnamedFieldsAreFineUnlessStrict() {
    assertThat(check("{'fields': {}}", "{'x': 1}")).isEmpty();
    assertThat(check("{'fields': {}, 'strict': true}", "{'x': 1}")).hasSize(1);
    assertThat(check("{}", "{'x': 1}")).isEmpty();
  }

  @Test
  void anOutputContractIsAboutTheDataOrElseTheText() {
    JsonNode contract = Plan.json("{'fields': {'output': {'type': 'string', 'minLength': 3}}}");
    assertThat(Contracts.checkOutput(contract, Envelope.text("abc"))).isEmpty();
    assertThat(Contracts.checkOutput(contract, Envelope.text("ab"))).hasSize(1);
    JsonNode data = Plan.json("{'fields': {'n': {'type': 'integer', 'required': true}}}");
    Envelope envelope = new Envelope("json", "x", "", Plan.json("{'n': 1}"), null, null);
    assertThat(Contracts.checkOutput(data, envelope)).isEmpty();
    assertThat(Contracts.checkOutput(data, Envelope.text("{\"n\": 1}")))
        .containsExactly(new Contracts.Violation("n", "required", "is missing"));
    JsonNode list = Plan.json("{'fields': {'data': {'type': 'array', 'itemType': 'integer'}}}");
    Envelope array = new Envelope("json", "x", "", Plan.json("['a']"), null, null);
    assertThat(Contracts.checkOutput(list, array)).hasSize(1);
  }

  @Test
  void aContractIsAlsoAJsonSchema() {
    String contract =
        "{'kind': 'k', 'artifactKind': 'a', 'description': 'about', 'strict': true,"
            + " 'requireAnyOf': [['a'], ['b', 'c']], 'fields': {"
            + "'a': {'type': 'string', 'required': true, 'minLength': 1, 'maxLength': 9, 'pattern': '^x', 'description': 'd'},"
            + "'b': {'type': 'array', 'itemType': 'url', 'minLength': 1, 'maxLength': 2},"
            + "'c': {'type': 'json'}, 'd': {'enum': [1]}, 'e': {'type': 'integer', 'min': 0, 'max': 5}}}";
    assertThat(ContractSchema.of(Plan.json(contract)))
        .isEqualTo(
            Plan.json(
                "{'type': 'object', 'description': 'about', 'additionalProperties': false,"
                    + " 'required': ['a'], 'anyOf': [{'required': ['a']}, {'required': ['b', 'c']}],"
                    + " 'properties': {"
                    + "'a': {'type': 'string', 'minLength': 1, 'maxLength': 9, 'pattern': '^x', 'description': 'd'},"
                    + "'b': {'type': 'array', 'items': {'type': 'string', 'format': 'uri'}, 'minItems': 1, 'maxItems': 2},"
                    + "'c': {'type': ['object', 'array']}, 'd': {'enum': [1]},"
                    + "'e': {'type': 'integer', 'minimum': 0, 'maximum': 5}}}"));
    assertThat(ContractSchema.of(Plan.json("{'fields': {'a': {}}}")))
        .isEqualTo(Plan.json("{'type': 'object', 'properties': {'a': {}}}"));
    assertThat(ContractSchema.hasFields(Plan.json("{'kind': 'k'}"))).isFalse();
    assertThat(ContractSchema.hasFields(Plan.json(contract))).isTrue();
  }

  @Test
  void fieldsMayAlsoBeAList() {
    String contract = "{'fields': [{'name': 'a', 'required': true}], 'requireAnyOf': ['b']}";
    assertThat(check(contract, "{'b': 1}")).containsExactly("a/required/is missing");
  }
}
