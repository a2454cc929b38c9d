package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.engine.graph.Cause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ApprovalKindTest extends NodeKindContract {
  private static final String FORM =
      "{'title':'Publish?','form':{'type':'object','properties':{'tone':{'enum':['warm','dry']}},'required':['tone']}}";

  private final ApprovalKind kind = new ApprovalKind();

  @Override
  NodeKind kind() {
    return kind;
  }

  @Override
  List<String> rightConfigs() {
    return List.of(FORM, "{}", "{'timeoutMinutes':5}");
  }

  @Override
  List<String> wrongConfigs() {
    return List.of("{'title':''}", "{'form':'x'}", "{'timeoutMinutes':0}");
  }

  @Override
  Attempt sample() {
    return attempt("approval", FORM, null, "{'value':'draft'}", new Told());
  }

  @Override
  Class<? extends AttemptResult> ending() {
    return AttemptResult.Waits.class;
  }

  @Test
  void asksWithTitleFormAndWhatIsToBeApproved() {
    Wait.Answer answer = (Wait.Answer) ((AttemptResult.Waits) kind.run(sample())).until();
    assertThat(answer.by()).isEqualTo(Wait.By.PERSON);
    assertThat(answer.limit()).isEqualTo(Duration.ofHours(24));
    assertThat(answer.ask().path("title").asString()).isEqualTo("Publish?");
    assertThat(answer.ask().path("value").asString()).isEqualTo("draft");
    assertThat(answer.ask().path("form").path("required").get(0).asString()).isEqualTo("tone");
  }

  @Test
  void isNamedAfterItsNodeAndWaitsAsLongAsItSays() {
    Attempt attempt = attempt("approval", "{'timeoutMinutes':5}", null, "{}", new Told());
    Wait until = ((AttemptResult.Waits) kind.run(attempt)).until();
    assertThat(until.limit()).isEqualTo(Duration.ofMinutes(5));
    assertThat(((Wait.Answer) until).ask().path("title").asString()).isEqualTo("sample");
  }

  @Test
  void valuesOfTheFormAreTheOutput() {
    AttemptResult result =
        kind.answered(sample().node(), json("{'approved':true,'tone':'dry','reason':'fine'}"));
    assertThat(((AttemptResult.Completed) result).output().data())
        .isEqualTo(json("{'tone':'dry'}"));
  }

  @Test
  void refusalIsAPermissionErrorWithItsReason() {
    AttemptResult result =
        kind.answered(sample().node(), json("{'approved':false,'reason':'too long'}"));
    Failure failure = ((AttemptResult.Failed) result).failure();
    assertThat(failure.cause()).isEqualTo(Cause.PERMISSION_ERROR);
    assertThat(failure.message()).isEqualTo("node \"sample\" was not approved: too long");
  }

  @Test
  void answerThatDoesNotFitTheFormIsRefused() {
    assertThatThrownBy(() -> kind.answered(sample().node(), json("{'tone':'loud'}")))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("does not fit its form")
        .hasMessageContaining("answer again");
  }

  @Test
  void kindThatAsksNobodyTakesNoAnswer() {
    assertThatThrownBy(() -> new OutputKind().answered(sample().node(), json("{}")))
        .hasMessageContaining("asks nobody");
  }
}
