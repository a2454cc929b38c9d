package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.engine.node.AttemptResult;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.TransformKind;
import dev.connectedlenses.testkit.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * F05: a workflow and its lens are edited while runs are under way, and then the engine is lost.
 * Whoever takes the runs over follows the plan that they began with.
 */
final class EditedPlansTest {
  private static final int RUNS = "full".equals(System.getProperty("suite")) ? 200 : 20;
  private static final EngineConfig SHORT =
      Stage.QUICK.withLease(Duration.ofSeconds(2)).withPatience(Duration.ofMillis(100));

  private final Stage stage = new Stage();
  private final Signal<String> asked = new Signal<>("question to the model");
  private final CountDownLatch answers = new CountDownLatch(1);

  /** A model that repeats the question, at once or when it may. */
  private final class Echo extends ScriptedLens {
    private final CountDownLatch gate;

    Echo(CountDownLatch gate) {
      this.gate = gate;
    }

    @Override
    AttemptResult answer(String question) {
      asked.emit(question);
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new AttemptResult.Completed(Envelope.text(question), List.of());
    }
  }

  @AfterEach
  void holdsItsPromises() {
    answers.countDown();
    try (stage) {
      InvariantChecker.check(stage.test().admin());
    }
  }

  private NodeKinds kinds(CountDownLatch gate) {
    return new NodeKinds(new TransformKind(), new Echo(gate));
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

  private String published(String version) {
    asAuthor("select count(public.fn_lenses_publish_version(?::uuid))::text", version);
    return version;
  }

  private void setNodes(String workflow, String version, String text, String more) {
    asAuthor(
        "select count(*)::text from public.fn_upsert_workflow_nodes(?::uuid, ?::jsonb)",
        workflow,
        """
        [{"id": "%1$s-0000-7000-8000-000000000001", "label": "ask", "kind": "lens", "lens_id": "%2$s", "version_id": "%3$s"},
         {"id": "%1$s-0000-7000-8000-000000000002", "label": "tell", "kind": "transform", "config": {"text": "%4$s: [[in]]"}}%5$s]
        """
            .formatted(workflow.substring(0, 8), lens(version), version, text, more));
  }

  private String lens(String version) {
    return stage.one("select lens_id from lenses.versions where id = ?::uuid", version);
  }

  private String start(String workflow) {
    return asAuthor(
        "select public.fn_start_workflow_run(?::uuid, '{\"text\": \"hello\"}')::text", workflow);
  }

  private String told(String run) {
    return stage.one(
        "select output_data ->> 'output' from lenses.workflow_node_results n where run_id = ?::uuid and node_id::text like '%-000000000002'",
        run);
  }

  @Test
  void f05RunsKeepThePlanTheyBeganWith() {
    String workflow = asAuthor("select w.id::text from public.fn_create_workflow('Edited') w");
    String lens =
        asAuthor("select public.fn_create_lens('private', 'one [[text]]', 'Asking')::text");
    String first =
        published(stage.one("select id from lenses.versions where lens_id = ?::uuid", lens));
    setNodes(workflow, first, "old", "");
    asAuthor(
        "select count(*)::text from public.fn_upsert_workflow_edges(?::uuid, ?::jsonb)",
        workflow,
        """
        [{"source_node_id": "%1$s-0000-7000-8000-000000000001", "target_node_id": "%1$s-0000-7000-8000-000000000002",
          "target_param_label": "in"}]
        """
            .formatted(workflow.substring(0, 8)));
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      runs.add(start(workflow));
    }
    Database itsOwn = stage.open();
    stage.engine(SHORT, itsOwn, kinds(answers));
    asked.await(RUNS);

    String second =
        published(
            asAuthor(
                "select (public.fn_lenses_create_version(?::uuid, 'two [[text]]')).id::text",
                lens));
    setNodes(
        workflow,
        second,
        "new",
        ",{\"label\": \"added\", \"kind\": \"transform\", \"config\": {\"text\": \"more\"}}");
    itsOwn.close();
    stage.engine(SHORT, kinds(new CountDownLatch(0)));

    assertThat(runs)
        .allSatisfy(run -> {
          assertThat(stage.awaitEnd(UUID.fromString(run))).isEqualTo("completed");
          assertThat(told(run)).isEqualTo("old: one hello");
        });
    assertThat(asked.await(RUNS)).containsOnly("one hello");
    assertThat(plans("r.status = 'completed'")).as("named by every run").isEqualTo("old 2");
    String later = start(workflow);
    assertThat(stage.awaitEnd(UUID.fromString(later))).isEqualTo("completed");
    assertThat(told(later)).isEqualTo("new: two hello");
    assertThat(plans("r.id = '" + later + "'")).isEqualTo("new 3");
  }

  /** The plans that runs name: the text of their second node, and how many nodes ended. */
  private String plans(String which) {
    return stage.one(
        """
        select string_agg(distinct split_part(n ->> 'config', '"text": "', 2)::varchar(3) || ' ' || (
          select count(*) from lenses.workflow_node_results x where x.run_id = r.id), ',')
        from lenses.workflow_runs r
        join lenses.workflow_versions v on v.id = r.workflow_version_id
        cross join lateral jsonb_array_elements(v.graph -> 'nodes') n
        where n ->> 'label' = 'tell' and %s
        """
            .formatted(which));
  }
}
