package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a node's input comes together, and where each value is said to come from. */
final class DecideInputsTest {
  private static Plan lens(String parameters) {
    return new Plan().nodes("a", "b").lens("b", "{'parameters': " + parameters + "}");
  }

  private static List<String> provenance(Scenario run) {
    return run.changes(Change.Provenance.class).stream()
        .map(p -> {
          var source = p.sourceNodeId();
          String from = source == null ? "run" : run.graph.node(run.graph.indexOf(source)).label();
          String to = run.graph.node(run.graph.indexOf(p.targetNodeId())).label();
          String how = p.transform() == null ? "" : " " + p.transform().path("merge").asString();
          return from + "." + p.sourcePath() + " > " + to + "." + p.targetPath() + how;
        })
        .toList();
  }

  @Test
  void aRootTakesTheRunsInputsThatItsParametersName() {
    Plan plan = new Plan().nodes("a").param("a", "Topic", "text", true);
    Scenario run = Scenario.of(plan, "{'topic': 'sea', 'other': 1}").claim();
    assertThat(run.start("a").input()).isEqualTo(Plan.json("{'Topic': 'sea'}"));
    run.says("run.started", "node.queued a", "node.started a", "node.provenance a");
    assertThat(provenance(run)).containsExactly("run.topic > a.Topic");
    run.payload(
        EventType.NODE_PROVENANCE,
        "a",
        "{'links': [{'sourceNodeId': null, 'sourcePath': 'topic', 'targetPath': 'Topic'}]}");
  }

  @Test
  void anExactNameWinsOverAFoldedOne() {
    Plan plan = new Plan().nodes("a").param("a", "Topic", "text", true);
    Scenario run = Scenario.of(plan, "{'topic': 'low', 'Topic': 'exact'}").claim();
    assertThat(run.start("a").input()).isEqualTo(Plan.json("{'Topic': 'exact'}"));
  }

  @Test
  void edgesWinOverRunInputsAndOverridesOverBoth() {
    Plan plan =
        lens("[{'label': 'x', 'type': 'text'}, {'label': 'y', 'type': 'text'}]")
            .edge("a", "b", "{'target_param_label': 'x'}")
            .edge("a", "b", "{'target_param_label': 'y'}");
    plan.node("c", "{'param_overrides': {' X': 'fixed'}}")
        .lens("c", "{'parameters': [{'label': 'x', 'type': 'text'}]}")
        .edge("a", "c", "{'target_param_label': 'x'}");
    Scenario run = Scenario.of(plan, "{'x': 'run', 'y': 'run'}").claim().completes("a", "edge");
    assertThat(run.start("b").input()).isEqualTo(Plan.json("{'x': 'edge', 'y': 'edge'}"));
    assertThat(run.start("c").input()).isEqualTo(Plan.json("{'x': 'fixed'}"));
    assertThat(provenance(run)).containsExactly("a.output > b.x", "a.output > b.y");
  }

  @Test
  void whatNothingGivesComesFromTheDefault() {
    Plan plan =
        lens(
            "[{'label': 'x', 'type': 'text', 'default_value': 'calm'},"
                + " {'label': 'y', 'type': 'text', 'required': false}]");
    Scenario run = Scenario.of(plan, "{'x': null}").claim();
    assertThat(run.start("b").input()).isEqualTo(Plan.json("{'x': 'calm'}"));
    assertThat(provenance(run)).isEmpty();
    assertThat(run.node("b").input()).isEqualTo(Plan.json("{'x': 'calm'}"));
  }

  @Test
  void missingInputsFailTheNodeAndAreAllNamed() {
    Plan plan = lens("[{'label': 'x', 'type': 'text'}, {'label': 'y', 'type': 'text'}]");
    Scenario run = Scenario.of(plan).claim();
    run.says(
        "run.started",
        "node.queued a",
        "node.queued b",
        "node.started a",
        "node.started b",
        "node.failed b");
    assertThat(run.starts()).containsExactly("a");
    run.payload(
        EventType.NODE_FAILED,
        "b",
        "{'attempt': 1, 'cause': 'validation_error',"
            + " 'details': {'code': 'missing_binding', 'items': ['x', 'y']}}");
    assertThat(run.newest(EventType.NODE_FAILED, "b").path("message").asString())
        .isEqualTo("node \"b\" needs input \"x\", \"y\"; connect it or give a default");
    assertThat(run.node("b").status()).isEqualTo(NodeStatus.FAILED);
  }

  @Test
  void aPathThatIsNotThereFailsUnlessTheParameterIsOptional() {
    Plan plan =
        lens("[{'label': 'x', 'type': 'text'}]")
            .edge("a", "b", "{'target_param_label': 'x', 'source_output_key': 'sum.mary'}");
    Scenario run = Scenario.of(plan).claim().puts("a", "{'sum': {}}");
    assertThat(run.node("b").status()).isEqualTo(NodeStatus.FAILED);
    run.payload(
        EventType.NODE_FAILED,
        "b",
        "{'details': {'code': 'unknown_source_output',"
            + " 'items': ['node \\\"a\\\" put out no \\\"sum.mary\\\"']}}");
    Plan relaxed =
        lens("[{'label': 'x', 'type': 'text', 'required': false}]")
            .edge("a", "b", "{'target_param_label': 'x', 'source_output_key': 'sum.mary'}");
    run = Scenario.of(relaxed).claim().puts("a", "{'sum': {}}");
    assertThat(run.start("b").input()).isEqualTo(Plan.json("{}"));
  }

  @Test
  void nullOnAnEdgeCountsAsNothing() {
    Plan plan =
        lens("[{'label': 'x', 'type': 'json', 'default_value': 7}]")
            .edge("a", "b", "{'target_param_label': 'x', 'source_output_key': 'n'}");
    Scenario run = Scenario.of(plan).claim().puts("a", "{'n': null}");
    assertThat(run.start("b").input()).isEqualTo(Plan.json("{'x': 7}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "last_write_wins|'C'|c.output > j.in last_write_wins",
        "concat|'A\\n\\nC'|a.output > j.in concat, c.output > j.in concat",
        "array|['A', 'C']|a.output > j.in array, c.output > j.in array",
        "json_object|{'a': 'A', 'c': 'C'}|a.output > j.in json_object, c.output > j.in json_object",
      })
  void liveEdgesAreMergedInOrdinalOrderWhoeverFinishesFirst(
      String strategy, String value, String links) {
    String merge = "'merge_strategy': '" + strategy + "'";
    Plan plan =
        new Plan()
            .nodes("a", "b", "c", "j")
            .edge("a", "j", "{" + merge + "}")
            .edge("b", "j", "{" + merge + ", 'condition': {'type': 'absent'}}")
            .edge("c", "j", "{" + merge + "}");
    Scenario first = Scenario.of(plan).claim();
    first.completes("a", "A").completes("b", "B").completes("c", "C");
    Scenario second = Scenario.of(plan).claim();
    second.completes("c", "C").completes("b", "B").completes("a", "A");
    assertThat(first.start("j").input()).isEqualTo(Plan.json("{'in': " + value + "}"));
    assertThat(second.start("j").input()).isEqualTo(first.start("j").input());
    assertThat(provenance(first)).containsExactly(links.split(", "));
    assertThat(provenance(second)).isEqualTo(provenance(first));
  }

  @Test
  void edgesFindTheirParameterWhateverTheCase() {
    Plan plan =
        lens("[{'label': 'Text', 'type': 'text'}]")
            .edge("a", "b", "{'target_param_label': 'TEXT'}");
    Scenario run = Scenario.of(plan).claim().completes("a", "t");
    assertThat(run.start("b").input()).isEqualTo(Plan.json("{'Text': 't'}"));
  }

  @Test
  void textThatSpellsAValueBecomesTyped() {
    Plan plan =
        new Plan()
            .nodes("a")
            .param("a", "n", "number", true)
            .param("a", "i", "integer", true)
            .param("a", "b", "boolean", true)
            .param("a", "bad", "integer", true)
            .param("a", "t", "text", true);
    Scenario run =
        Scenario.of(plan, "{'n': '1.50', 'i': '3.0', 'b': 'true', 'bad': 'three', 't': '7'}")
            .claim();
    assertThat(run.start("a").input().toString())
        .isEqualTo("{\"n\":1.50,\"i\":3,\"b\":true,\"bad\":\"three\",\"t\":\"7\"}");
  }

  @Test
  void anInputOfMoreThanHalfAMegabyteIsRefused() {
    Plan plan = new Plan().nodes("a", "b").edge("a", "b");
    int room = 512 * 1024 - "{'in':''}".length() - 1;
    Scenario fits = Scenario.of(plan).claim().completes("a", "x".repeat(room));
    assertThat(fits.starts()).containsExactly("b");
    Scenario run = Scenario.of(plan).claim().completes("a", "x".repeat(room + 1));
    assertThat(run.node("b").status()).isEqualTo(NodeStatus.FAILED);
    run.payload(EventType.NODE_FAILED, "b", "{'details': {'code': 'context_too_large'}}");
  }

  @Test
  void laterAttemptsGetTheSameInputAndTellItsOriginOnce() {
    Plan plan = new Plan().nodes("a").param("a", "x", "text", true);
    Scenario run = Scenario.of(plan, "{'x': 1}").claim();
    var input = run.start("a").input();
    run.recover()
        .says(
            "run.started",
            "node.queued a",
            "node.started a",
            "node.provenance a",
            "run.recovered",
            "node.retried a",
            "node.started a",
            "run.status.changed");
    assertThat(run.start("a").input()).isSameAs(input);
  }
}
