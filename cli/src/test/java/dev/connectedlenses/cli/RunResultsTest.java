package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a run came to, what happened in it, and where its values came from. */
final class RunResultsTest extends SignedInTest {
  private static final String RUN = "0197d4c0-0000-7000-8000-0000000000bb";
  private static final String EVENTS = "POST /rest/v1/rpc/fn_list_workflow_run_events";

  @BeforeEach
  void knowTheRun() {
    server
        .json("GET /rest/v1/workflow_runs", 200, "[{\"workflow_version_id\":\"v\"}]")
        .rpc(
            "fn_get_workflow_version_snapshot",
            """
            [{"nodes":[{"id":"n1","label":"read"},{"id":"n2","label":"brief"},{"id":"n3","label":"brief.de"},{"id":"n4","label":"late"}],
              "edges":[{"source_node_id":"n1","target_node_id":"n2"},{"source_node_id":"n1","target_node_id":"n3"}]}]
            """)
        .rpc(
            "fn_get_workflow_node_results",
            """
            [{"node_id":"n3","iteration":0,"status":"completed","output_data":{"output":"Kurz","data":{"lang":"de"}}},
             {"node_id":"n2","iteration":0,"status":"completed","output_data":{"output":"Short\\nand good"}},
             {"node_id":"n1","iteration":0,"status":"completed","output_data":{"output":"long"}},
             {"node_id":"n1","iteration":1,"status":"completed","output_data":{"output":"one of many"}},
             {"node_id":"n4","iteration":0,"status":"running","output_data":null}]
            """)
        .rpc(
            "fn_get_run_provenance",
            """
            [{"id":"p1","direction":"upstream","source_run_id":"%1$s","source_node_id":"n1","source_output_path":"data.title",
              "target_run_id":"%1$s","target_node_id":"n2","target_input_path":"title"},
             {"id":"p2","direction":"upstream","source_run_id":"%1$s","source_node_id":null,"source_output_path":"text",
              "target_run_id":"%1$s","target_node_id":"n1","target_input_path":"text"},
             {"id":"p4","direction":"upstream","source_run_id":"r0","source_node_id":"n4","source_output_path":"output",
              "target_run_id":"%1$s","target_node_id":"n4","target_input_path":"again"},
             {"id":"p5","direction":"downstream","source_run_id":"%1$s","source_node_id":"n4","source_output_path":"output",
              "target_run_id":"r9","target_node_id":"n4","target_input_path":"later"},
             {"id":"p3","direction":"downstream","source_run_id":"%1$s","source_node_id":"n2","source_output_path":"output",
              "target_run_id":"r9","target_node_id":"x","target_input_path":"in"}]
            """
                .formatted(RUN));
  }

  @Test
  void theOutputIsThatOfTheNodesThatLeadNowhere() {
    assertThat(ok("run", "output", RUN).out())
        .isEqualTo("## brief\nShort\nand good\n## brief.de\nKurz\n");
    assertThat(ok("run", "output", RUN, "read").out()).isEqualTo("long\n");
    JsonNode json = json(ok("run", "output", RUN, "-o", "json").out());
    assertThat(json.propertyNames()).containsExactly("brief", "brief.de");
    assertThat(json.at("/brief.de/data/lang").asString()).isEqualTo("de");
  }

  @Test
  void whatHasNoOutputSaysSo() {
    refused(6, "node \"late\" has no output", "run", "output", RUN, "late");
    refused(5, "run " + RUN + " has no node \"nobody\"", "run", "output", RUN, "nobody");
  }

  @Test
  void aValueIsFollowedBackToTheRunsInput() {
    assertThat(ok("run", "provenance", RUN, "brief.title").out())
        .isEqualTo("brief.title\n  ← read.data.title\n    ← run input \"text\"\n");
    assertThat(ok("run", "provenance", RUN, "brief").out())
        .startsWith("brief\n  ← read.data.title");
    refused(
        5,
        "node \"brief\" took no value as \"nothing\"",
        "run",
        "provenance",
        RUN,
        "brief.nothing");
    assertThat(ok("run", "provenance", RUN, "brief.de").out())
        .as("a label with a dot")
        .isEqualTo("brief.de\n");
    refused(5, "run " + RUN + " has no node \"zz.x\"", "run", "provenance", RUN, "zz.x");
  }

  @Test
  void allOfItIsATable() {
    assertThat(ok("run", "provenance", RUN).out())
        .isEqualTo(
            """
            VALUE         CAME FROM
            brief.title   read.data.title
            read.text     run input "text"
            late.again    run r0 output
            run r9 later  late.output
            run r9 in     brief.output
            """);
    assertThat(json(ok("run", "provenance", RUN, "-o", "json").out()).size()).isEqualTo(5);
    assertThat(ok("run", "provenance", RUN, "late").out())
        .as("not what other runs took")
        .isEqualTo("late\n  ← run r0 output\n");
  }

  private static String events(int from, int count) {
    StringBuilder rows = new StringBuilder("[");
    for (int i = from; i < from + count; i++) {
      rows.append(i == from ? "" : ",")
          .append(
              "{\"event_id\":%d,\"type\":\"%s\",\"node_id\":\"n1\",\"occurred_at\":\"2026-11-23T10:00:00Z\",\"payload\":{}}"
                  .formatted(i, i % 2 == 0 ? "node.log" : "node.started"));
    }
    return rows.append(']').toString();
  }

  @Test
  void eventsAreReadPageByPageUntilThereAreEnough() {
    server.json(EVENTS, 200, events(1, 200)).json(EVENTS, 200, events(201, 3));
    Terminal.Result result =
        ok("run", "events", RUN, "--type", "node.log", "--limit", "101", "-o", "json");
    assertThat(json(result.out()).size()).isEqualTo(101);
    assertThat(result.err()).isEmpty();
    assertThat(server.asked(EVENTS)).hasSize(2);
    assertThat(json(server.asked(EVENTS).getLast().body()).path("p_after_event_id").asLong())
        .isEqualTo(200);
  }

  @Test
  void whereToGoOnIsSaid() {
    server.json(EVENTS, 200, events(8, 4));
    Terminal.Result some = ok("run", "events", RUN, "--limit", "3", "-o", "jsonl");
    assertThat(some.out().lines()).hasSize(3);
    assertThat(some.err()).isEqualTo("there are more; go on with --after 10\n");
  }

  @Test
  void onePageIsAskedForOnceAndTypesAreChosen() {
    server.json(EVENTS, 200, events(8, 4));
    Terminal.Result result = ok("run", "events", RUN, "--after", "7", "--type", "node.log");
    assertThat(result.out())
        .isEqualTo(
            """
            EVENT  WHEN                 TYPE      NODE
            8      2026-11-23 10:00:00  node.log  read
            10     2026-11-23 10:00:00  node.log  read
            """);
    assertThat(result.err()).isEmpty();
    assertThat(json(server.only(EVENTS).body()).path("p_after_event_id").asLong()).isEqualTo(7);
  }
}
