package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Cause;
import org.junit.jupiter.api.Test;

/** Contracts on both sides of a node: what breaks them, and what happens then. */
final class DecideContractTest {
  private static final String OUTPUT =
      "'output_contract': {'kind': 'json', 'artifactKind': 'score', 'fields': {"
          + "'score': {'type': 'number', 'required': true}, 'why': {'type': 'string', 'required': true}}}";
  private static final String INPUT =
      "'input_contract': {'fields': {'n': {'type': 'integer', 'min': 1}}},"
          + " 'parameters': [{'label': 'n', 'type': 'integer'}]";

  private static Plan plan(String config, String lens) {
    return new Plan().node("a", config).lens("a", "{" + lens + "}");
  }

  @Test
  void anOutputThatKeepsItsContractCompletes() {
    Scenario run = Scenario.of(plan("{}", OUTPUT)).claim().quiet();
    run.puts("a", "{'score': 1, 'why': 'x'}").says("node.completed a", "run.completed");
  }

  @Test
  void aBrokenOutputContractNamesEveryFieldAndInvalidatesTheNode() {
    Scenario run = Scenario.of(plan("{}", OUTPUT)).claim().quiet();
    run.puts("a", "{'score': 'high'}")
        .says("contract.violated a", "node.invalidated a", "run.failed");
    run.payload(
        EventType.CONTRACT_VIOLATED,
        "a",
        "{'attempt': 1, 'phase': 'output', 'violations': ["
            + "{'field': 'score', 'rule': 'type', 'message': 'must be a number, not a string'},"
            + "{'field': 'why', 'rule': 'required', 'message': 'is missing'}]}");
    assertThat(run.node("a").status()).isEqualTo(NodeStatus.INVALIDATED);
    assertThat(run.node("a").output()).isNotNull();
    assertThat(run.newest(EventType.NODE_INVALIDATED, "a").path("output").path("data"))
        .isEqualTo(Plan.json("{'score': 'high'}"));
    assertThat(run.newest(EventType.NODE_INVALIDATED, "a").path("message").asString())
        .isEqualTo(
            "the output breaks its contract: \"score\" must be a number, not a string;"
                + " \"why\" is missing");
  }

  @Test
  void aNodeBelowAnInvalidatedOneIsSkipped() {
    Plan plan = plan("{}", OUTPUT).nodes("b").chain("a", "b");
    Scenario run = Scenario.of(plan).claim().puts("a", "{}");
    assertThat(run.node("b").status()).isEqualTo(NodeStatus.SKIPPED);
  }

  @Test
  void aBrokenOutputIsMadeAgainIfThePolicySaysSo() {
    String config = "{'retry_policy': {'retryOn': ['contract_violated']}}";
    Scenario run = Scenario.of(plan(config, OUTPUT)).claim().quiet();
    run.puts("a", "{}").says("contract.violated a", "node.retried a");
    run.payload(EventType.NODE_RETRIED, "a", "{'cause': 'contract_violated', 'delayMs': 250}");
    assertThat(run.node("a").output()).isNull();
    run.retryDue("a").completes("a", "no json at all");
    assertThat(run.node("a").status()).isEqualTo(NodeStatus.INVALIDATED);
    assertThat(run.node("a").attempts()).isEqualTo(2);
  }

  @Test
  void aBrokenInputContractFailsTheNodeBeforeItsCall() {
    Scenario run = Scenario.of(plan("{}", INPUT), "{'n': 0}").claim();
    run.says(
        "run.started",
        "node.queued a",
        "node.started a",
        "node.provenance a",
        "contract.violated a",
        "node.failed a",
        "run.failed");
    assertThat(run.starts()).isEmpty();
    run.payload(EventType.CONTRACT_VIOLATED, "a", "{'phase': 'input'}");
    run.payload(EventType.NODE_FAILED, "a", "{'cause': 'contract_violated'}");
    assertThat(run.node("a").status()).isEqualTo(NodeStatus.FAILED);
  }

  @Test
  void typedParametersReachTheContractTyped() {
    Scenario run = Scenario.of(plan("{}", INPUT), "{'n': '3'}").claim();
    assertThat(run.starts()).containsExactly("a");
  }

  @Test
  void aBrokenInputIsRetriedIfThePolicySaysSoAndThenFails() {
    String config = "{'retry_policy': {'retryOn': ['contract_violated']}}";
    Scenario run = Scenario.of(plan(config, INPUT), "{'n': 0}").claim();
    assertThat(run.node("a").status()).isEqualTo(NodeStatus.RETRYING);
    run.payload(EventType.NODE_RETRIED, "a", "{'delayMs': 500}");
    run.retryDue("a");
    assertThat(run.node("a").status()).isEqualTo(NodeStatus.FAILED);
    assertThat(run.node("a").failure()).extracting("cause").isEqualTo(Cause.CONTRACT_VIOLATED);
  }
}
