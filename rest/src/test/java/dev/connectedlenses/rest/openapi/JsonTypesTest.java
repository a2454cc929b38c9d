package dev.connectedlenses.rest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Types of PostgreSQL as descriptions of the API name them. */
final class JsonTypesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "boolean                      | boolean",
        "smallint                     | integer",
        "integer                      | integer",
        "bigint                       | integer",
        "BIGINT                       | integer",
        "numeric                      | number",
        "numeric(12,4)                | number",
        "real                         | number",
        "double precision             | number",
        "json                         | -",
        "jsonb                        | -",
        "text                         | string",
        "character varying            | string",
        "character varying(80)        | string",
        "timestamp with time zone     | string",
        "timestamp(3) with time zone  | string",
        "uuid                         | string",
        "bytea                        | string",
        "interval                     | string",
        "int4range                    | string",
        "lenses.\"Status\"            | string",
        "public.integer_like          | string"
      })
  void everyTypeIsWhatItsValuesAreInJson(String type, String json) {
    assertThat(JsonTypes.name(type)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "integer   | {'format':'integer','type':'integer'}",
        "jsonb     | {'format':'jsonb'}",
        "text[]    | {'format':'text[]','type':'array','items':{'type':'string'}}",
        "bigint[]  | {'format':'bigint[]','type':'array','items':{'type':'integer'}}",
        "jsonb[]   | {'format':'jsonb[]','type':'array','items':{}}",
        "numeric(9,2)[] | {'format':'numeric(9,2)[]','type':'array','items':{'type':'number'}}"
      })
  void aSchemaKeepsTheTypesOwnName(String type, String schema) {
    ObjectNode made = JsonTypes.put(JsonMapper.shared().createObjectNode(), type);
    assertThat(made).isEqualTo(JsonMapper.shared().readTree(schema.replace('\'', '"')));
  }
}
