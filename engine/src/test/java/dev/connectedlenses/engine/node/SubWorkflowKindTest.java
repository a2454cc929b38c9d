package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.engine.graph.Cause;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubWorkflowKindTest extends NodeKindContract {
  private static final UUID VERSION = new UUID(7, 9);
  private static final String ID = "'workflow_id':'" + new UUID(1, 2) + "'";
  private final SubWorkflowKind kind = new SubWorkflowKind();

  @Override
  NodeKind kind() {
    return kind;
  }

  @Override
  List<String> rightConfigs() {
    return List.of(
        "{" + ID + "}", "{" + ID + ",'version_id':'" + VERSION + "','timeoutMinutes':5}");
  }

  @Override
  List<String> wrongConfigs() {
    return List.of("{}", "{'workflow_id':7}", "{" + ID + ",'timeoutMinutes':0}");
  }

  @Override
  Attempt sample() {
    return attempt("sub_workflow", rightConfigs().get(1), null, "{'topic':'tea'}", new Told());
  }

  @Override
  Class<? extends AttemptResult> ending() {
    return AttemptResult.Waits.class;
  }

  @Test
  void waitsForARunOfThePinnedVersionWithItsInput() {
    AttemptResult.Waits waits = (AttemptResult.Waits) kind.run(sample());
    assertThat(waits.until())
        .isEqualTo(new Wait.Child(Duration.ofMinutes(5), VERSION, json("{'topic':'tea'}")));
  }

  @Test
  void withoutAVersionThereIsNothingToRun() {
    Attempt attempt = attempt("sub_workflow", "{" + ID + "}", null, "{}", new Told());
    assertThatThrownBy(() -> kind.run(attempt)).hasMessageContaining("no published version");
  }

  private AttemptResult answered(String answer) {
    return kind.answered(sample().node(), json(answer));
  }

  @Test
  void resultsGoOnByName() {
    Envelope output =
        ((AttemptResult.Completed)
                answered(
                    """
                    {'run_id':'r','status':'completed','results':[
                      {'name':'title','output':{'output':'Tea'}},
                      {'name':'facts','output':{'output':'[1]','data':[1]}}]}
                    """))
            .output();
    assertThat(output.data()).isEqualTo(json("{'title':'Tea','facts':[1]}"));
    assertThat(output.output()).isEqualTo("{\"facts\": [1], \"title\": \"Tea\"}");
    assertThat(output.metadata()).isEqualTo(json("{'run_id':'r'}"));
  }

  @Test
  void onlyResultIsAlsoTheText() {
    AttemptResult result =
        answered("{'status':'completed','results':[{'name':'title','output':{'output':'Tea'}}]}");
    assertThat(((AttemptResult.Completed) result).output().output()).isEqualTo("Tea");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'status':'failed','error':{'cause':'provider_error','message':'no answer'}} | PROVIDER_ERROR | failed: no answer",
        "{'status':'failed','error':{'cause':'budget_error','message':'all spent'}} | BUDGET_ERROR | failed: all spent",
        "{'status':'timed_out','error':{'cause':'timeout','message':'too late'}} | TIMEOUT | timed out: too late",
        "{'status':'cancelled','error':{'cause':'cancelled','message':'enough'}} | VALIDATION_ERROR | was cancelled: enough",
        "{'status':'gone'} | VALIDATION_ERROR | is gone",
        "{'status':'failed','error':null} | TOOL_ERROR | failed"
      })
  void childThatDidNotCompleteFailsTheNode(String answer, Cause cause, String message) {
    Failure failure = ((AttemptResult.Failed) answered(answer)).failure();
    assertThat(failure.cause()).isEqualTo(cause);
    assertThat(failure.message()).startsWith("node \"sample\": its workflow ").contains(message);
  }
}
