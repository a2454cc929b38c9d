package dev.connectedlenses.server;

import dev.connectedlenses.engine.run.InvariantChecker;
import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.Behaviour;
import dev.connectedlenses.testkit.FakeModelServer;
import dev.connectedlenses.testkit.ReceivedRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A whole server with a second provider, "busy", that behaves as a scenario says. */
final class BusyProvider implements AutoCloseable {
  final LiveServer live;
  final FakeModelServer busy;
  final String token;

  BusyProvider(Path folder, Function<ReceivedRequest, Behaviour> behaviour) {
    busy = FakeModelServer.start().otherwise(behaviour);
    live = new LiveServer(folder, null, this::alsoBusy);
    token = live.owner();
    Await.until(
        "the busy provider is in the catalog",
        () -> live.sql("select ai.find_model('busy/tiny') is not null").equals("t"));
  }

  private Config alsoBusy(Config config) {
    Config.ProviderEntry lab = config.models().providers().getFirst();
    return new Config(
        config.storage(),
        config.listener(),
        new Config.Models(
            config.models().ollama(),
            List.of(lab, new Config.ProviderEntry("busy", busy.openAiBase(), null))),
        config.reach(),
        config.accounts(),
        config.vault(),
        config.clock(),
        config.roles(),
        config.neighbours(),
        config.notices(),
        config.rates());
  }

  /** A workflow of one step that asks a model and tries so often again. */
  String workflow(String model, int retries) {
    String id =
        live.rpc(token, "fn_create_workflow", "{'p_title':'Ask'}").path(0).path("id").asString();
    live.rpc(
        token,
        "fn_upsert_workflow_nodes",
        ("{'p_workflow_id':'%s','p_nodes':[{'label':'ask','kind':'lens','config':"
                + "{'template_body':'Say: [[text]]','model_id':'%s','retry_policy':{'maxRetries':%d}}}]}")
            .formatted(id, model, retries));
    return id;
  }

  void start(String workflow, String text, int runs) {
    for (int i = 0; i < runs; i++) {
      live.rpc(
          token,
          "fn_start_workflow_run",
          "{'p_workflow_id':'%s','p_inputs':{'text':'%s %d'}}".formatted(workflow, text, i));
    }
  }

  /** Runs of a workflow (w) with their rows in the queue (q), of which something is true. */
  String count(String what, String workflow) {
    return live.sql(
        "select count(*) from lenses.workflow_runs w left join engine.run_queue q on q.run_id = w.id where w.workflow_id = '%s' and %s"
            .formatted(workflow, what));
  }

  /** Ends everything, and looks whether the invariants hold. */
  @Override
  public void close() {
    try (live;
        busy) {
      InvariantChecker.check(live.database.admin());
    }
  }
}
