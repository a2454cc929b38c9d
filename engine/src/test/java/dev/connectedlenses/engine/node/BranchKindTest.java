package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BranchKindTest extends NodeKindContract {
  private static final String BY_SCORE =
      "{'branches':[{'name':'good','when':{'type':'gte','path':'score','value':8}},"
          + "{'name':'fair','when':{'type':'gte','path':'score','value':5}}],'otherwise':'poor'}";

  @Override
  NodeKind kind() {
    return new BranchKind();
  }

  @Override
  List<String> rightConfigs() {
    return List.of(BY_SCORE, "{'branches':[{'name':'a','when':{'all':[]}}],'mode':'all'}");
  }

  @Override
  List<String> wrongConfigs() {
    return List.of(
        "{}",
        "{'branches':[]}",
        "{'branches':[{'name':'a'}]}",
        "{'branches':[{'name':'two words','when':{}}]}",
        "{'branches':[{'name':'a','when':{},'then':1}]}",
        "{'branches':[{'name':'a','when':{}}],'mode':'some'}");
  }

  @Override
  Attempt sample() {
    return attempt("branch", BY_SCORE, null, "{'value':{'score':9}}", new Told());
  }

  private static Envelope taken(String config, String input) {
    AttemptResult result = new BranchKind().run(attempt("branch", config, null, input, new Told()));
    return ((AttemptResult.Completed) result).output();
  }

  @Test
  void takesTheFirstThatHolds() {
    Envelope output = taken(BY_SCORE, "{'value':{'score':9}}");
    assertThat(output.output()).isEqualTo("good");
    assertThat(output.data())
        .isEqualTo(json("{'branch':'good','branches':['good'],'to':{'good':{'score':9}}}"));
  }

  @Test
  void takesAllThatHoldWhenAsked() {
    Envelope output = taken(BY_SCORE.replace("{'br", "{'mode':'all','br"), "{'value':{'score':9}}");
    assertThat(output.value().path("branches").toString()).isEqualTo("[\"good\",\"fair\"]");
    assertThat(output.value().path("to").size()).isEqualTo(2);
  }

  @Test
  void takesTheOtherWayWhenNoneHolds() {
    assertThat(taken(BY_SCORE, "{'value':{'score':1}}").output()).isEqualTo("poor");
  }

  @Test
  void takesNoneWhenThereIsNoOtherWay() {
    Envelope output = taken("{'branches':[{'name':'a','when':{'type':'present'}}]}", "{}");
    assertThat(output.output()).isEmpty();
    assertThat(output.value().path("branch").isNull()).isTrue();
    assertThat(output.value().path("to").isEmpty()).isTrue();
  }

  @Test
  void tellsComparisonsThatMakeNoSense() {
    Told told = new Told();
    new BranchKind().run(attempt("branch", BY_SCORE, null, "{'value':{'score':'high'}}", told));
    assertThat(told.notes).hasSize(2).allMatch(note -> note.startsWith("warn condition \"gte\""));
  }

  @Test
  void refusesAConditionThatTheGrammarDoesNotKnow() {
    String config = "{'branches':[{'name':'a','when':{'type':'smells'}}]}";
    assertThatThrownBy(() -> taken(config, "{'value':1}"))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("node \"sample\"")
        .hasMessageContaining("smells");
  }
}
