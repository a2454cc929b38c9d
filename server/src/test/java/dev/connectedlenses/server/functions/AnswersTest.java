package dev.connectedlenses.server.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.server.LiveServer;
import dev.connectedlenses.server.LiveServer.Answer;
import dev.connectedlenses.testkit.Await;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An answer that does not fit a node's form is refused, and not taken and asked for again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersTest {

  @TempDir private static Path folder;
  private LiveServer server;
  private String ada;
  private String bob;
  private String workflow;

  @BeforeAll
  void start() {
    server = new LiveServer(folder);
    ada = server.signUp("ada", "correct horse battery");
    bob = server.signUp("bob", "correct horse battery");
    workflow =
        server.rpc(ada, "fn_create_workflow", "{'p_title':'Trip'}").path(0).path("id").asString();
    server.rpc(
        ada,
        "fn_upsert_workflow_nodes",
        """
        {'p_workflow_id':'%s','p_nodes':[{'label':'trip','kind':'approval','config':{'title':'Trip','form':
          {'type':'object','required':['town'],'properties':{'town':{'type':'string','minLength':1},
           'days':{'type':'integer','minimum':1}}}}}]}
        """
            .formatted(workflow));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** A run whose node waits, and the node. */
  private record Waiting(String run, String node) {}

  private Waiting waiting() {
    String run =
        server
            .rpc(ada, "fn_start_workflow_run", "{'p_workflow_id':'%s'}".formatted(workflow))
            .asString();
    String node = Await.value("the node waits", () -> blocked(run));
    return new Waiting(run, node);
  }

  private @Nullable String blocked(String run) {
    JsonNode row =
        server
            .send("GET", "/rest/v1/workflow_node_results?run_id=eq." + run, "", ada, "lenses")
            .body()
            .path(0);
    return row.path("status").asString("").equals("blocked")
        ? row.path("node_id").asString()
        : null;
  }

  private Answer answer(String token, Waiting waiting, String values) {
    return server.send(
        "POST",
        "/rest/v1/rpc/fn_complete_human_input",
        "{'p_run_id':'%s','p_node_id':'%s','p_values':%s}"
            .formatted(waiting.run(), waiting.node(), values),
        token);
  }

  private JsonNode ended(String run) {
    return Await.value(
        "the end of the run",
        () -> {
          JsonNode row =
              server
                  .send("GET", "/rest/v1/workflow_runs?id=eq." + run, "", ada, "lenses")
                  .body()
                  .path(0);
          return row.path("completed_at").isString() ? row : null;
        });
  }

  @Test
  void whatDoesNotFitIsRefusedAndTheNodeStillWaits() {
    Waiting waiting = waiting();
    for (String bad :
        new String[] {
          "{}",
          "{'town':7}",
          "{'town':''}",
          "{'town':'Oslo','days':0}",
          "{'approved':true}",
          "{'approved':true,'reason':'fine','days':2}"
        }) {
      Answer refused = answer(ada, waiting, bad);
      assertThat(refused.status()).as(bad).isEqualTo(400);
      assertThat(refused.text("code")).as(bad).isEqualTo("22023");
      assertThat(refused.text("hint")).startsWith("bad_values: ");
      assertThat(refused.text("message")).contains("does not fit the form");
      assertThat(blocked(waiting.run())).as(bad).isEqualTo(waiting.node());
    }
    assertThat(
            server.sql(
                "select count(*)::text from engine.signals where run_id = '%s'"
                    .formatted(waiting.run())))
        .as("nothing was handed on")
        .isEqualTo("0");
    Answer taken = answer(ada, waiting, "{'approved':true,'town':'Oslo','days':3}");
    assertThat(taken.status()).as(taken.raw()).isEqualTo(204);
    assertThat(ended(waiting.run()).path("status").asString()).isEqualTo("completed");
  }

  @Test
  void whoSaysNoFillsInNothing() {
    Waiting waiting = waiting();
    assertThat(answer(ada, waiting, "{'approved':false,'reason':'too far'}").status())
        .isEqualTo(204);
    assertThat(ended(waiting.run()).path("status").asString()).isEqualTo("failed");
  }

  @Test
  void whoMayNotAnswerIsNotToldWhatIsAskedFor() {
    Waiting waiting = waiting();
    Answer foreign = answer(bob, waiting, "{'town':7}");
    assertThat(foreign.status()).as(foreign.raw()).isBetween(403, 404);
    assertThat(foreign.raw()).doesNotContain("form").doesNotContain("town");
    assertThat(answer(ada, new Waiting("nonsense", waiting.node()), "{'town':7}").status())
        .isEqualTo(400);
    assertThat(answer(ada, new Waiting(waiting.run(), waiting.run()), "{'town':7}").text("hint"))
        .startsWith("not_waiting");
    assertThat(answer(ada, waiting, "[]").text("hint")).startsWith("bad_values: pass");
    assertThat(answer(ada, waiting, "{'town':'Rome'}").status()).isEqualTo(204);
    Answer again = answer(ada, waiting, "{'town':'Rome'}");
    assertThat(again.status()).as(again.raw()).isGreaterThanOrEqualTo(400);
  }

  /** A double would make 12345678901234567000 of it. */
  @Test
  void numbersArriveAsTheyWereWritten() {
    Waiting waiting = waiting();
    String price = "12345678901234567890.12";
    assertThat(answer(ada, waiting, "{'town':'Oslo','price':" + price + "}").status())
        .isEqualTo(204);
    ended(waiting.run());
    assertThat(
            server.sql(
                "select output_data #>> '{data,price}' from lenses.workflow_node_results where run_id = '%s'"
                    .formatted(waiting.run())))
        .isEqualTo(price);
  }

  @Test
  void aFormThatIsNoSchemaIsTheFormsFault() {
    String odd =
        server.rpc(ada, "fn_create_workflow", "{'p_title':'Odd'}").path(0).path("id").asString();
    server.rpc(
        ada,
        "fn_upsert_workflow_nodes",
        """
        {'p_workflow_id':'%s','p_nodes':[{'label':'odd','kind':'approval','config':{'form':{'$ref':'#/nope'}}}]}
        """
            .formatted(odd));
    String run =
        server
            .rpc(ada, "fn_start_workflow_run", "{'p_workflow_id':'%s'}".formatted(odd))
            .asString();
    Waiting waiting = new Waiting(run, Await.value("the node waits", () -> blocked(run)));
    Answer refused = answer(ada, waiting, "{'town':'Oslo'}");
    assertThat(refused.status()).as(refused.raw()).isEqualTo(400);
    assertThat(refused.text("message")).contains("the form itself is no valid JSON Schema");
    assertThat(answer(ada, waiting, "{'approved':false}").status()).isEqualTo(204);
    assertThat(ended(run).path("status").asString()).isEqualTo("failed");
  }
}
