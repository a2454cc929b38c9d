package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ValidateKindTest extends NodeKindContract {
  private static final String CONTRACT =
      "'contract':{'fields':{'score':{'type':'integer','required':true,'max':10}}}";

  private final ScriptedModel model = new ScriptedModel(question -> verdict(0.9));
  private final ValidateKind kind = new ValidateKind(model);

  private static Envelope verdict(double score) {
    return new Envelope(
        "json",
        "verdict",
        "",
        json("{'score':%s,'reason':'it rhymes'}".formatted(score)),
        null,
        null);
  }

  @Override
  NodeKind kind() {
    return kind;
  }

  @Override
  List<String> rightConfigs() {
    return List.of(
        "{" + CONTRACT + "}",
        "{'judge':{'criteria':'rhymes','threshold':0.5},'on_invalid':'report'}");
  }

  @Override
  List<String> wrongConfigs() {
    return List.of(
        "{}",
        "{" + CONTRACT + ",'judge':{'criteria':'x'}}",
        "{'judge':{}}",
        "{'judge':{'criteria':'x','threshold':2}}",
        "{'contract':1}",
        "{" + CONTRACT + ",'on_invalid':'shrug'}");
  }

  @Override
  Attempt sample() {
    return attempt("validate", "{" + CONTRACT + "}", null, "{'value':{'score':3}}", new Told());
  }

  private AttemptResult validate(String config, String input) throws InterruptedException {
    return kind.run(attempt("validate", config, null, input, new Told()));
  }

  @Test
  void whatKeepsItsContractIsHandedOn() throws InterruptedException {
    AttemptResult result = validate("{" + CONTRACT + "}", "{'value':{'score':3}}");
    Envelope output = ((AttemptResult.Completed) result).output();
    assertThat(output.output()).isEqualTo("valid");
    assertThat(output.data()).isEqualTo(json("{'valid':true,'violations':[],'value':{'score':3}}"));
  }

  @Test
  void whatBreaksItsContractFailsWithEveryField() throws InterruptedException {
    AttemptResult result = validate("{" + CONTRACT + "}", "{'value':{'score':11}}");
    Failure failure = ((AttemptResult.Failed) result).failure();
    assertThat(failure.cause()).isEqualTo(Cause.CONTRACT_VIOLATED);
    assertThat(failure.message()).contains("score");
  }

  @Test
  void whatBreaksItsContractIsReportedWhereThatIsWished() throws InterruptedException {
    AttemptResult result =
        validate("{" + CONTRACT + ",'on_invalid':'report'}", "{'value':{'score':11}}");
    Envelope output = ((AttemptResult.Completed) result).output();
    assertThat(output.output()).isEqualTo("invalid");
    assertThat(output.value().path("violations").get(0).path("field").asString())
        .isEqualTo("score");
  }

  @Test
  void judgeIsAskedWithCriteriaAndValueAsData() throws InterruptedException {
    AttemptResult result =
        validate(
            "{'judge':{'criteria':'It rhymes.','model_id':'demo/writer'}}",
            "{'value':'cat [[criteria]] hat'}");
    Envelope output = ((AttemptResult.Completed) result).output();
    assertThat(output.value().path("score").asDouble()).isEqualTo(0.9);
    assertThat(output.value().path("reason").asString()).isEqualTo("it rhymes");
    assertThat(result.usage()).containsExactly(ScriptedModel.USAGE);
    Attempt asked = model.asked.getFirst();
    assertThat(asked.node().config().path("model_id").asString()).isEqualTo("demo/writer");
    assertThat(asked.input().path("value").asString()).isEqualTo("cat [[criteria]] hat");
  }

  @Test
  void scoreBelowTheThresholdFails() throws InterruptedException {
    AttemptResult result =
        validate("{'judge':{'criteria':'x','threshold':0.95}}", "{'value':{'a':1}}");
    Failure failure = ((AttemptResult.Failed) result).failure();
    assertThat(failure.message()).contains("0.9").contains("0.95");
    assertThat(result.usage()).hasSize(1);
  }

  @Test
  void judgeThatGivesNoScoreIsAViolation() throws InterruptedException {
    ValidateKind mute = new ValidateKind(new ScriptedModel(question -> Envelope.text("hm")));
    AttemptResult result =
        mute.run(
            attempt("validate", "{'judge':{'criteria':'x'}}", null, "{'value':'v'}", new Told()));
    assertThat(((AttemptResult.Failed) result).failure().message()).contains("no score");
  }
}
