package dev.connectedlenses.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.engine.run.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** From the snapshot in the database to a graph, with clear refusals. */
final class GraphReaderTest {
  private static GraphException refusal(Plan plan) {
    return refusal(plan.snapshot());
  }

  private static GraphException refusal(ObjectNode snapshot) {
    try {
      GraphReader.read(Plan.id("w"), Plan.id("v"), snapshot, NodePolicy.DEFAULT);
    } catch (GraphException e) {
      return e;
    }
    throw new AssertionError("not refused");
  }

  @Test
  void readsASnapshotAsTheDatabaseWritesIt() {
    ObjectNode snapshot =
        Plan.json(
                """
                {'format': 1, 'nodes': [
                  {'id': '00000000-0000-0000-0000-000000000001', 'label': 'draft', 'kind': 'lens', 'ordinal': 0,
                   'position_x': 1.5, 'position_y': 2, 'lens_id': null, 'version_id': null,
                   'config': {'model_id': 'demo/writer'},
                   'lens': {'lens_id': '00000000-0000-0000-0000-00000000000a',
                            'version_id': '00000000-0000-0000-0000-00000000000b', 'version_number': 3,
                            'template_body': 'Write on [[Topic]]', 'instruction_category': null,
                            'input_contract': null, 'output_contract': {'kind': 'text'},
                            'parameters': [
                              {'label': 'Topic', 'type': 'text', 'required': true, 'options': null, 'default_value': null,
                               'min_length': 1, 'max_length': 500, 'validation_schema': null, 'ordinal': 0},
                              {'label': 'Tone', 'type': 'select', 'required': false, 'options': ['dry', 'warm'],
                               'default_value': 'dry', 'min_length': null, 'max_length': null, 'ordinal': 1}]}},
                  {'id': '00000000-0000-0000-0000-000000000002', 'label': 'pack', 'kind': 'transform', 'ordinal': 1,
                   'lens_id': null, 'version_id': null, 'lens': null,
                   'config': {'output': {'t': {'$path': 'draft.title'}, 'n': [{'$path': 'Count'}]}}}],
                 'edges': [
                  {'id': '00000000-0000-0000-0000-000000000003',
                   'source_node_id': '00000000-0000-0000-0000-000000000001',
                   'target_node_id': '00000000-0000-0000-0000-000000000002',
                   'source_output_key': 'output', 'target_param_label': 'DRAFT', 'merge_strategy': 'array',
                   'condition': {'type': 'truthy'}, 'ordinal': 0}]}
                """)
            .asObject();
    Graph graph = GraphReader.read(Plan.id("w"), Plan.id("v"), snapshot, NodePolicy.DEFAULT);
    Node draft = graph.node(0);
    Lens lens = java.util.Objects.requireNonNull(draft.lens());
    assertThat(lens.templateBody()).isEqualTo("Write on [[Topic]]");
    assertThat(lens.inputContract()).isNull();
    assertThat(lens.outputContract()).isEqualTo(Plan.json("{'kind': 'text'}"));
    assertThat(draft.parameters())
        .containsExactly(
            new Parameter("Topic", "text", true, null, null, 1, 500),
            new Parameter(
                "Tone",
                "select",
                false,
                Plan.json("['dry','warm']"),
                Plan.json("'dry'"),
                null,
                null));
    assertThat(draft.policy()).isEqualTo(NodePolicy.DEFAULT);
    assertThat(graph.node(1).parameters())
        .containsExactly(Parameter.of("draft", "any", true), Parameter.of("Count", "any", true));
    Edge edge = graph.edges().getFirst();
    assertThat(edge.merge()).isEqualTo(MergeStrategy.ARRAY);
    assertThat(edge.condition()).isInstanceOf(Condition.Test.class);
    assertThat(graph.incoming(1)).containsExactly(edge);
    assertThat(graph.outgoing(0)).containsExactly(edge);
    assertThat(graph.bindings(1).getFirst().edges()).containsExactly(edge);
    assertThat(graph.indexOf(draft.id())).isZero();
    assertThat(graph.indexOf(Plan.id("nobody"))).isEqualTo(-1);
  }

  @Test
  void aNodesOwnPolicyWinsOverTheDefaults() {
    NodePolicy defaults =
        new NodePolicy(
            NodePolicy.Join.ANY,
            new RetryPolicy(
                7, Duration.ofMillis(9), Duration.ofMillis(99), Set.of(), Duration.ofMillis(999)),
            NodePolicy.FailureMode.HALT,
            null);
    String config =
        "{'join': 'all', 'timeout_ms': 1234, 'retry_policy': {'maxRetries': 2, 'backoffMs': 10,"
            + " 'retryOn': ['contract_violated', 'tool_error'], 'timeoutMs': 5},"
            + " 'failure_policy': {'mode': 'fallback', 'fallbackModelId': 'demo/other'}}";
    Plan plan = new Plan().node("a", config).nodes("b");
    Graph graph = GraphReader.read(Plan.id("w"), Plan.id("v"), plan.snapshot(), defaults);
    assertThat(graph.node(0).policy())
        .isEqualTo(
            new NodePolicy(
                NodePolicy.Join.ALL,
                new RetryPolicy(
                    2,
                    Duration.ofMillis(10),
                    Duration.ofMillis(99),
                    Set.of(Cause.CONTRACT_VIOLATED, Cause.TOOL_ERROR),
                    Duration.ofMillis(1234)),
                NodePolicy.FailureMode.FALLBACK,
                "demo/other"));
    assertThat(graph.node(1).policy()).isEqualTo(defaults);
  }

  @Test
  void theDefaultsAreThoseOfTheBook() {
    RetryPolicy retry = new Plan().nodes("a").build().node(0).policy().retry();
    assertThat(retry)
        .isEqualTo(
            new RetryPolicy(
                1,
                Duration.ofMillis(500),
                Duration.ofMillis(8000),
                Set.of(Cause.TIMEOUT, Cause.PROVIDER_ERROR, Cause.RATE_LIMIT),
                Duration.ofMillis(60_000)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'join': 'some'}|\"join\" must be one of any, all",
        "{'retry_policy': {'maxRetries': -1}}|\"maxRetries\" must be from 0 to 20",
        "{'retry_policy': {'maxRetries': 1.5}}|\"maxRetries\" must be a whole number, not 1.5",
        "{'retry_policy': {'retryOn': ['bad luck']}}|\"retryOn\" must be one of validation_error",
        "{'timeout_ms': 0}|\"timeout_ms\" must be at least 1",
        "{'timeout_ms': 86400001}|\"timeout_ms\" must be from 0 to 86400000",
        "{'failure_policy': {'mode': 'shrug'}}|\"mode\" must be one of isolate, halt, fallback",
      })
  void refusesBadConfig(String config, String message) {
    GraphException refusal = refusal(new Plan().node("a", config));
    assertThat(refusal.code()).isEqualTo("bad_config");
    assertThat(refusal.element()).isEqualTo(Plan.id("a"));
    assertThat(refusal).hasMessageStartingWith("node \"a\": ").hasMessageContaining(message);
  }

  @Test
  void refusesWhatCouldNeverEnd() {
    Plan circle = new Plan().nodes("x", "a", "b", "c").chain("x", "a", "b", "c").edge("c", "a");
    assertThat(refusal(circle).code()).isEqualTo("cycle_detected");
    assertThat(refusal(circle)).hasMessageContaining("\"a\"");
    Plan self = new Plan().nodes("a").edge("a", "a");
    assertThat(refusal(self).code()).isEqualTo("self_edge");
  }

  @Test
  void refusesEdgesThatMeanTwoThings() {
    Plan two =
        new Plan()
            .nodes("a", "b", "c")
            .edge("a", "c", "{'target_param_label': 'Text'}")
            .edge("b", "c", "{'target_param_label': ' text', 'merge_strategy': 'concat'}");
    GraphException refusal = refusal(two);
    assertThat(refusal.code()).isEqualTo("merge_strategy_conflict");
    assertThat(refusal).hasMessageContaining("into \"Text\" of node \"c\"");
    Plan odd = new Plan().nodes("a", "b").edge("a", "b", "{'merge_strategy': 'sum'}");
    assertThat(refusal(odd).code()).isEqualTo("merge_strategy_conflict");
  }

  @Test
  void refusesBadEdges() {
    Plan condition = new Plan().nodes("a", "b").edge("a", "b", "{'condition': {'type': 'x'}}");
    assertThat(refusal(condition).code()).isEqualTo("bad_condition");
    assertThat(refusal(condition)).hasMessageContaining("the edge from \"a\" to \"b\"");
    Plan path = new Plan().nodes("a", "b").edge("a", "b", "{'source_output_key': 'a..b'}");
    assertThat(refusal(path).code()).isEqualTo("unknown_source_output");
    Plan lost = new Plan().nodes("a").edge("a", "gone");
    assertThat(refusal(lost).code()).isEqualTo("orphan_node");
  }

  @Test
  void refusesBrokenSnapshots() {
    assertThat(refusal(Plan.json("{'format': 2}").asObject())).hasMessageContaining("format 2");
    assertThat(refusal(Plan.json("{'format': 1, 'nodes': [{'label': 'a'}]}").asObject()))
        .hasMessageContaining("without id");
    assertThat(refusal(Plan.json("{'format': 1, 'nodes': [{'id': 'x'}]}").asObject()))
        .hasMessageContaining("is no uuid");
    ObjectNode twice = new Plan().nodes("a").snapshot();
    twice.withArray("nodes").add(twice.path("nodes").path(0));
    assertThat(refusal(twice)).hasMessageContaining("two nodes have the id");
  }

  @Test
  void aTransformsTextNamesItsLabelsOnce() {
    Plan plan = new Plan().kind("t", "transform", "{'text': '[[A]] and [[a]] or [[b!]]'}");
    assertThat(plan.build().node(0).parameters())
        .containsExactly(Parameter.of("A", "any", true), Parameter.of("b", "any", true));
    assertThatThrownBy(
            () -> new Plan().kind("t", "transform", "{'output': {'$path': 'a..b'}}").build())
        .hasMessageContaining("is not a path");
  }

  @Test
  void aThousandNodesAreReadQuickly() {
    Plan plan = new Plan();
    for (int i = 0; i < 1000; i++) {
      plan.nodes("n" + i);
      for (int j = Math.max(0, i - 3); j < i; j++) {
        plan.edge("n" + j, "n" + i, "{'target_param_label': 'p" + j + "'}");
      }
    }
    Graph graph = plan.build();
    assertThat(graph.incoming(999)).hasSize(3);
    assertThat(List.of(graph.edges().size())).containsExactly(3 * 997 + 3);
  }
}
