package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.CanonicalJson;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Lens;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.engine.graph.Parameter;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks a value against a contract, or has a model judge it by criteria and a threshold. */
public final class ValidateKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("validate.schema.json");
  private static final String QUESTION = Texts.read("judge.txt");
  private static final ObjectNode VERDICT = Texts.json("verdict.json");
  private static final double THRESHOLD = 0.7;

  private final NodeKind judge;

  /**
   * @param judge the kind that asks models
   */
  public ValidateKind(NodeKind judge) {
    this.judge = judge;
  }

  @Override
  public String name() {
    return "validate";
  }

  @Override
  public ObjectNode configSchema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public AttemptResult run(Attempt attempt) throws InterruptedException {
    JsonNode value = attempt.input().get("value");
    JsonNode contract = attempt.node().config().get("contract");
    if (contract == null) {
      return judged(attempt, value);
    }
    List<Contracts.Violation> violations = Contracts.checkOutput(contract, Envelope.of(value));
    ObjectNode report = Json.object().put("valid", violations.isEmpty());
    report.set("violations", Contracts.toJson(violations));
    return answer(attempt, report, Contracts.failure("output", violations), List.of());
  }

  private AttemptResult judged(Attempt attempt, JsonNode value) throws InterruptedException {
    JsonNode wanted = attempt.node().config().path("judge");
    ObjectNode input = Json.object().put("criteria", wanted.path("criteria").asString());
    input.put("value", value.isString() ? value.asString() : CanonicalJson.text(value));
    ObjectNode config = Json.object();
    if (wanted.has("model_id")) {
      config.set("model_id", wanted.get("model_id"));
    }
    return switch (judge.run(attempt.with(question(attempt.node(), config), input))) {
      case AttemptResult.Completed(var verdict, var usage) -> verdict(attempt, verdict, usage);
      case AttemptResult.Failed failed -> failed;
      case AttemptResult.Waits waits -> waits;
    };
  }

  private static Node question(Node node, ObjectNode config) {
    List<Parameter> parameters =
        List.of(Parameter.of("criteria", "text", true), Parameter.of("value", "text", true));
    Lens lens = new Lens(null, null, QUESTION, parameters, null, VERDICT);
    return new Node(node.id(), node.label(), "lens", config, lens, parameters, node.policy());
  }

  private static AttemptResult verdict(Attempt attempt, Envelope verdict, List<Usage> usage) {
    JsonNode data = verdict.value();
    double threshold = attempt.node().config().path("judge").path("threshold").asDouble(THRESHOLD);
    if (!data.path("score").isNumber()) {
      return new AttemptResult.Failed(
          Failure.of(
              Cause.CONTRACT_VIOLATED,
              "node \"%s\": the judge gave no score".formatted(attempt.node().label())),
          usage);
    }
    double score = data.path("score").asDouble();
    ObjectNode report = Json.object().put("valid", score >= threshold).put("score", score);
    report.put("threshold", threshold).put("reason", data.path("reason").asString(""));
    String message =
        "node \"%s\": the judge gave %s where %s is needed"
            .formatted(attempt.node().label(), score, threshold);
    return answer(
        attempt, report, new Failure(Cause.CONTRACT_VIOLATED, message, null, report), usage);
  }

  /** The report with the value in it, or the failure where the node is to fail. */
  private static AttemptResult answer(
      Attempt attempt, ObjectNode report, Failure failure, List<Usage> usage) {
    boolean reports = attempt.node().config().path("on_invalid").asString("fail").equals("report");
    boolean valid = report.path("valid").asBoolean(false);
    if (!valid && !reports) {
      return new AttemptResult.Failed(failure, usage);
    }
    JsonNode value = attempt.input().get("value");
    if (value != null) {
      report.set("value", value);
    }
    String text = valid ? "valid" : "invalid";
    return new AttemptResult.Completed(
        new Envelope("json", "validation", text, report, null, null), usage);
  }
}
