package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.engine.node.ApprovalKind;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.TransformKind;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that keep losing their workers are given up, told of, and can be gone on with. */
final class DeadLetterTest {
  private final Stage stage = new Stage();
  private final ScriptedKind tool = new ScriptedKind();
  private final NodeKinds kinds = new NodeKinds(new TransformKind(), new ApprovalKind(), tool);
  private final GraphJson graph =
      new GraphJson()
          .node("paid", "tool", "{'output':'dear'}")
          .node("ask", "approval", "{}")
          .node("last", "transform", "{'text':'[[in]]!'}")
          .edge("paid", "ask", "value")
          .edge("ask", "last", "go", "{'source_output_key':'data'}")
          .edge("paid", "last", "in");

  @AfterEach
  void holdsItsPromises() {
    try (stage) {
      InvariantChecker.check(stage.test().admin());
    }
  }

  /** A run whose first node is done, and whose worker is said to have been lost so often. */
  private UUID lostSoOften(int times) {
    UUID run = stage.start(stage.pin(graph));
    stage.engine(Stage.QUICK, kinds);
    awaitSleep(run);
    stage.run(
        "update engine.run_queue set attempt = ?, available_at = now() where run_id = ?",
        times,
        run);
    return run;
  }

  private void awaitSleep(UUID run) {
    stage.await(
        "the run sleeps",
        () ->
            stage
                .one(
                    "select count(*) from engine.run_queue where run_id = ? and claim_id is null and available_at > now()",
                    run)
                .equals("1"));
  }

  private String asAuthor(String sql, Object... arguments) {
    return stage
        .test()
        .asPersona(
            Identity.of(stage.author()),
            handle -> {
              var query = handle.createQuery(sql);
              for (int i = 0; i < arguments.length; i++) {
                query.bind(i, arguments[i]);
              }
              return String.valueOf(query.mapTo(String.class).findOne().orElse("nothing"));
            });
  }

  @Test
  void fiveLossesAreBorneAndTheSixthClaimGivesUp() {
    UUID borne = lostSoOften(4);
    awaitSleep(borne);
    assertThat(stage.status(borne)).isEqualTo("running");
    UUID run = stage.start(stage.pin(graph));
    awaitSleep(run);
    stage.run(
        "update engine.run_queue set attempt = 5, available_at = now() where run_id = ?", run);
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(
            stage.one(
                "select attempts || ' ' || reason from lenses.workflow_run_dead_letters where run_id = ?",
                run))
        .isEqualTo("5 5 workers in a row were lost while they ran this; it is not tried again");
    assertThat(asAuthor("select count(*) from public.fn_list_dead_letters()")).isEqualTo("1");
    assertThat(stage.one("select count(*) from engine.run_queue")).isEqualTo("1");
  }

  @Test
  void replayGoesOnWithWhatWasFinished() {
    UUID run = lostSoOften(5);
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(stage.nodeStatuses(run, graph))
        .isEqualTo(Map.of("paid", "completed", "ask", "failed", "last", "cancelled"));
    tool.calls().drain();
    String letter =
        stage.one("select id from lenses.workflow_run_dead_letters where run_id = ?", run);

    UUID again =
        UUID.fromString(
            asAuthor("select public.fn_replay_dead_letter(?)", UUID.fromString(letter)));

    awaitSleep(again);
    asAuthor("select public.fn_complete_human_input(?, ?, '{}')::text", again, graph.id("ask"));
    assertThat(stage.awaitEnd(again)).isEqualTo("completed");
    assertThat(stage.output(again, graph, "last")).isEqualTo("dear!");
    assertThat(tool.calls().drain()).as("what was paid for is not paid again").isEmpty();
    assertThat(asAuthor("select id from public.fn_list_dead_letters()")).isEqualTo("nothing");
    assertThatThrownBy(
            () -> asAuthor("select public.fn_replay_dead_letter(?)", UUID.fromString(letter)))
        .hasMessageContaining("was resolved already");
  }

  @Test
  void rerunFromANodeThroughTheDoorReusesTheRest() {
    UUID run = stage.start(stage.pin(graph));
    stage.engine(Stage.QUICK, kinds);
    awaitSleep(run);
    asAuthor("select public.fn_complete_human_input(?, ?, '{}')::text", run, graph.id("ask"));
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    tool.calls().drain();
    assertThat(
            asAuthor(
                "select string_agg(n ->> 'label', ',') from jsonb_array_elements(public.fn_rerun_workflow_run(?, ?, p_dry_run => true) -> 'invalidated') n",
                run,
                graph.id("last")))
        .isEqualTo("last");
    UUID again =
        UUID.fromString(
            asAuthor(
                "select public.fn_rerun_workflow_run(?, ?) ->> 'run_id'", run, graph.id("last")));
    assertThat(stage.awaitEnd(again)).isEqualTo("completed");
    assertThat(tool.calls().drain()).isEmpty();
    assertThat(stage.output(again, graph, "last")).isEqualTo("dear!");
    List<String> events = stage.events(again);
    assertThat(events).containsOnlyOnce("run.started").endsWith("run.completed");
  }
}
