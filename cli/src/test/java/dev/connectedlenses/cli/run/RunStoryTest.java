package dev.connectedlenses.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.cli.out.Notes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events as people read them. */
final class RunStoryTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private RunStory story(boolean moving) {
    Notes notes =
        new Notes(new PrintStream(err, true, StandardCharsets.UTF_8), false, false, moving);
    return new RunStory(Map.of("n1", "summary", "n2", "facts"), notes);
  }

  private static JsonNode event(String type, String node, String payload) {
    return JsonMapper.shared()
        .readTree(
            "{\"type\":\"%s\",\"nodeId\":\"%s\",\"timestamp\":\"2026-11-23T10:00:01.250Z\",\"payload\":%s}"
                .formatted(type, node, payload.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run.started      |    | {}                                  | run started",
        "run.recovered    |    | {}                                  | run taken over after a crash",
        "run.completed    |    | {}                                  | ✔ run completed",
        "run.failed       |    | {'error':{'message':'no model'}}    | ✘ run failed: no model",
        "run.failed       |    | {'message':'no model'}              | ✘ run failed: no model",
        "run.failed       |    | {}                                  | ✘ run failed",
        "run.cancelled    |    | {'message':'by ada'}                | ✘ run cancelled: by ada",
        "run.timed_out    |    | {}                                  | ✘ run timed out",
        "node.started     | n1 | {'attempt':1}                       | ▸ summary",
        "node.started     | n1 | {'attempt':3}                       | ▸ summary (attempt 3)",
        "node.started     | n9 | {}                                  | ▸ n9",
        "node.skipped     | n2 | {}                                  | – facts skipped",
        "node.failed      | n2 | {'error':{'message':'bad input'}}   | ✘ facts failed: bad input",
        "node.timed_out   | n2 | {}                                  | ✘ facts timed out",
        "node.cancelled   | n2 | {}                                  | ✘ facts cancelled",
        "node.invalidated | n2 | {}                                  | ✘ facts invalidated",
        "node.retried     | n2 | {'delayMs':250,'cause':'timeout'}   | ↻ facts will try again in 250 ms (timeout)",
        "node.completed   | n2 | {}                                  | ✔ facts",
        "node.completed   | n2 | {'output':{'output':' '}}           | ✔ facts"
      })
  void aLineForEveryThingThatMatters(String type, String node, String payload, String line) {
    assertThat(story(false).tell(event(type, node, payload))).contains("10:00:01.250  " + line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"node.queued", "node.log", "node.stream.started", "run.queued", "heartbeat", ""})
  void whatFeedsMachinesOnlyIsNotTold(String type) {
    assertThat(story(false).tell(event(type, "n1", "{}"))).isEmpty();
  }

  @Test
  void anOutputStandsBelowItsNodeAndIsIndented() {
    JsonNode done =
        event("node.completed", "n1", "{'output':{'output':'\\n first\\n  second\\n\\n'}}");
    assertThat(story(false).tell(done).orElseThrow().lines())
        .containsExactly(
            "10:00:01.250  ✔ summary", "              first", "                second");
    JsonNode plain = event("node.completed", "n1", "{'output':'plain'}");
    assertThat(story(false).tell(plain).orElseThrow()).endsWith("\n              plain");
  }

  @Test
  void wordsAreCountedByNodeUntilItIsDone() {
    RunStory story = story(true);
    story.tell(event("node.stream.delta", "n1", "{'text':'All is '}"));
    story.tell(event("node.stream.delta", "n1", "{'text':'well'}"));
    story.tell(event("node.stream.delta", "n1", "{'text':'  '}"));
    assertThat(drawn()).endsWith("  … summary 3 words");
    story.tell(event("node.stream.delta", "n2", "{'text':'one'}"));
    assertThat(drawn()).contains("… summary 3 words").contains("… facts 1 words");
    story.tell(event("node.completed", "n1", "{}"));
    story.tell(event("node.stream.delta", "n2", "{'text':'two'}"));
    assertThat(drawn()).endsWith("  … facts 2 words").doesNotContain("summary");
  }

  /** The last line that was drawn. */
  private String drawn() {
    String all = err.toString(StandardCharsets.UTF_8);
    return all.substring(all.lastIndexOf('\r') + 1);
  }

  @Test
  void aTimestampThatIsShortIsShownAsItIs() {
    JsonNode event =
        JsonMapper.shared().readTree("{\"type\":\"run.started\",\"timestamp\":\"now\"}");
    assertThat(story(false).tell(event)).contains("now  run started");
    JsonNode none = JsonMapper.shared().readTree("{\"type\":\"run.started\"}");
    assertThat(story(false).tell(none)).contains("  run started");
  }

  @ParameterizedTest
  @CsvSource({
    "node.failed, true", "node.timed_out, true", "node.invalidated, true",
    "node.cancelled, false", "node.completed, false", "run.failed, false"
  })
  void failuresOfNodesHaveAReason(String type, boolean failed) {
    JsonNode event = event(type, "n1", "{'error':{'message':'no'}}");
    assertThat(RunStory.failure(event).orElse("")).isEqualTo(failed ? "failed: no" : "");
  }

  @Test
  void textIsPrintedOnceWhetherStreamedOrNot() {
    StreamedText text = new StreamedText();
    List<JsonNode> events =
        List.of(
            event("node.started", "n1", "{}"),
            event("node.stream.delta", "n1", "{'text':'Two '}"),
            event("node.stream.delta", "n1", "{'text':'words'}"),
            event("node.completed", "n1", "{'output':{'output':'Two words'}}"),
            event("node.completed", "n2", "{'output':{'output':'; whole'}}"),
            event("run.completed", "", "{}"));
    assertThat(String.join("", events.stream().map(text::of).toList()))
        .isEqualTo("Two words; whole");
  }
}
