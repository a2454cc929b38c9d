package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class AnswersTest {
  private static final ObjectNode CONTRACT =
      NodeKindContract.json("{'kind':'list','artifactKind':'plan','fields':{'a':{}}}");

  @Test
  void withoutContractAnAnswerIsText() {
    assertThat(Answers.read("{\"a\":1}", null)).isEqualTo(Envelope.text("{\"a\":1}"));
  }

  @Test
  void findsTheObjectWithAndWithoutFence() {
    for (String answer :
        new String[] {"{\"a\":1}", " ```json\n{\"a\":1}\n```\n", "```\n{\"a\":1}```"}) {
      Envelope envelope = Answers.read(answer, CONTRACT);
      assertThat(envelope.data()).as(answer).isEqualTo(NodeKindContract.json("{'a':1}"));
      assertThat(envelope.output()).isEqualTo(answer);
      assertThat(envelope.kind()).isEqualTo("list");
    }
  }

  @Test
  void takesNothingElseForAnObject() {
    for (String answer :
        new String[] {"", "[1]", "a", "{\"a\":", "``````", "```json```", "{} {}"}) {
      assertThat(Answers.read(answer, CONTRACT).data()).as(answer).isNull();
    }
  }

  @Test
  void textNeedsNoObject() {
    assertThat(Answers.wantsJson(NodeKindContract.json("{'kind':'a'}"))).isFalse();
    assertThat(Answers.wantsJson(NodeKindContract.json("{'fields':{'output':{}}}"))).isFalse();
    assertThat(Answers.wantsJson(CONTRACT)).isTrue();
  }
}
