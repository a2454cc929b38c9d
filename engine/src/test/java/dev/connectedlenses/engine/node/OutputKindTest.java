package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OutputKindTest extends NodeKindContract {
  @Override
  NodeKind kind() {
    return new OutputKind();
  }

  @Override
  List<String> rightConfigs() {
    return List.of("{}", "{'name':'summary','artifactKind':'note'}");
  }

  @Override
  List<String> wrongConfigs() {
    return List.of("{'name':''}", "{'name':1}");
  }

  @Override
  Attempt sample() {
    return attempt("output", "{'name':'summary'}", null, "{'value':'short'}", new Told());
  }

  private static Envelope output(String config, String input) {
    AttemptResult result = new OutputKind().run(attempt("output", config, null, input, new Told()));
    return ((AttemptResult.Completed) result).output();
  }

  @Test
  void handsATextOnAndNamesIt() {
    Envelope output = output("{'name':'summary'}", "{'value':'short'}");
    assertThat(output)
        .isEqualTo(new Envelope("text", "result", "short", null, null, json("{'name':'summary'}")));
  }

  @Test
  void handsDataOnWithItsTextAndIsNamedAfterItsNodeOtherwise() {
    Envelope output = output("{'artifactKind':'table'}", "{'value':{'b':1,'a':[2]}}");
    assertThat(output.data()).isEqualTo(json("{'b':1,'a':[2]}"));
    assertThat(output.output()).contains("\"b\"").contains("\"a\"");
    assertThat(output.artifactKind()).isEqualTo("table");
    assertThat(output.metadata()).isEqualTo(json("{'name':'sample'}"));
  }

  @Test
  void nothingIsAnEmptyText() {
    assertThat(output("{}", "{}").output()).isEmpty();
    assertThat(output("{}", "{'value':null}").data()).isNull();
  }
}
