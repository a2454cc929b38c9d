package dev.connectedlenses.rest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.plan.Plan.Argument;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which function a call means, and how its arguments travel. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CallPlannerTest {

  private final Plans plans = new Plans();

  @AfterAll
  void close() {
    plans.close();
  }

  private Plan.Call call(String method, String target, @Nullable String body, String... headers) {
    return (Plan.Call) plans.plan("public", method, target, body, headers);
  }

  /** The arguments as words: how each travels, and its name. */
  private static String arguments(Plan.Call call) {
    return call.arguments().stream().map(CallPlannerTest::word).collect(Collectors.joining(" "));
  }

  private static String word(Argument argument) {
    return switch (argument) {
      case Argument.Text t -> "text:" + t.parameter().name().text();
      case Argument.Null n -> "null:" + n.parameter().name().text();
      case Argument.Many m -> "many" + m.values().size() + ":" + m.parameter().name().text();
      case Argument.Json j -> "json:" + j.parameter().name().text();
      case Argument.Body b -> "body:" + b.parameter().type().text();
    };
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "POST | /rpc/fn_add | {\"p_a\":1} | text:p_a",
        "POST | /rpc/fn_add | {\"p_b\":2,\"p_a\":1} | text:p_a text:p_b",
        "POST | /rpc/fn_add?columns=p_a | {\"p_a\":1,\"p_b\":2} | text:p_a",
        "POST | /rpc/fn_add?columns=p_a,p_b | {\"p_a\":1} | text:p_a null:p_b",
        "GET | /rpc/fn_add?p_a=1&p_b=5 | - | text:p_a text:p_b",
        "GET | /rpc/fn_add?p_a=1&p_a=2 | - | text:p_a",
        "POST | /rpc/fn_uuid_arr | {\"p_ids\":[]} | json:p_ids",
        "POST | /rpc/fn_json | {\"p_payload\":{\"a\":1}} | text:p_payload",
        "GET | /rpc/fn_variadic?p_v=1&p_v=2&p_v=3 | - | many3:p_v",
        "GET | /rpc/fn_variadic?p_v={1,2} | - | text:p_v",
        "POST | /rpc/fn_variadic | {\"p_v\":[1,2]} | json:p_v",
        "POST | /rpc/fn_raw_json | {\"any\":1} | text:",
        "POST | /rpc/fn_void | - | ''",
        "POST | /rpc/fn_void | 5 | ''",
      })
  void argumentsTravelAsTheirTypesAsk(
      String method, String target, @Nullable String body, String expected) {
    assertThat(arguments(call(method, target, body))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/rpc/fn_raw_text, text/plain, body:text",
    "/rpc/fn_raw_bytes, application/octet-stream, body:bytea",
  })
  void oneUnnamedParameterTakesTheBodyOfItsType(String target, String type, String expected) {
    assertThat(arguments(call("POST", target, "abc", "Content-Type", type))).isEqualTo(expected);
  }

  @Test
  void ofSeveralOfOneNameTheOneIsMeantThatTakesExactlyTheseArguments() {
    assertThat(call("GET", "/rpc/fn_over?p_a=1", null).routine().parameters()).hasSize(1);
    assertThat(call("GET", "/rpc/fn_over?p_a=1&p_b=2", null).routine().parameters()).hasSize(2);
    assertThat(plans.refusal("public", "GET", "/rpc/fn_over?p_b=2", null).code())
        .isEqualTo("PGRST202");
  }

  @Test
  void twoThatDifferInTypesAloneAreTooMany() {
    var refused = plans.refusal("public", "POST", "/rpc/fn_ambig", "{\"p_a\":1}");
    assertThat(refused.status()).isEqualTo(300);
    assertThat(refused.code()).isEqualTo("PGRST203");
    assertThat(refused.message()).contains("public.fn_ambig(p_a => integer)", "text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "POST | /rpc/fn_add | {} | public.fn_add without parameters",
        "POST | /rpc/fn_add | {\"p_a\":1,\"zzz\":2} | public.fn_add(p_a, zzz)",
        "GET | /rpc/fn_add | - | public.fn_add without parameters",
        "POST | /rpc/fn_ad | {\"p_a\":1} | public.fn_ad(p_a)",
        "POST | /rpc/headline | {} | public.headline without parameters",
      })
  void whatFitsNothingIsNamedAsItWasAskedFor(
      String method, String target, @Nullable String body, String named) {
    var refused = plans.refusal("public", method, target, body);
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.code()).isEqualTo("PGRST202");
    assertThat(refused.message()).contains("Could not find the function " + named);
  }

  @Test
  void aParameterThatReadsLikeAFilterIsOneAndShapesTheResult() {
    Plan.Call call =
        call("GET", "/rpc/fn_table?p_min=1&id=gt.2&select=name&order=name.desc&limit=2", null);
    assertThat(arguments(call)).isEqualTo("text:p_min");
    assertThat(call.level().where()).hasSize(1);
    assertThat(call.level().order()).hasSize(1);
    assertThat(call.level().range().limit()).isEqualTo(2);
    assertThat(call.level().outputs()).extracting(o -> o.key().text()).containsExactly("name");
  }

  @Test
  void theResultsOfAValueHaveOneColumn() {
    Plan.Call call = call("POST", "/rpc/fn_add?select=nothing", "{\"p_a\":1}");
    assertThat(call.level().source().columns()).containsOnlyKeys("pgrst_scalar");
    assertThat(call.level().star()).isTrue();
    assertThat(call.routine().returns().scalar()).isTrue();
  }

  @Test
  void rowsOfATableKnowItsRelations() {
    Plan.Call call =
        (Plan.Call) plans.plan("lenses", "GET", "/rpc/fn_lenses?select=id,versions(id)", null);
    assertThat(call.level().joins()).hasSize(1);
    assertThat(List.copyOf(call.level().source().columns().keySet())).contains("id", "title");
  }
}
