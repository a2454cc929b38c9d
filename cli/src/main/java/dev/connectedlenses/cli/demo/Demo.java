package dev.connectedlenses.cli.demo;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.run.RunWatcher;
import dev.connectedlenses.cli.run.Trace;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code clens demo}: a tour through lenses, a branching workflow, a live run and its provenance.
 */
@Command(
    name = "demo",
    description =
        "Play a tour: publish sample lenses, run a branching workflow on a text, trace a value.")
public final class Demo extends CliCommand {
  public static Commands commands() {
    return Commands.none()
        .with("team", DemoTeam::new)
        .with("load", DemoSamples.Load::new)
        .with("reset", DemoSamples.Reset::new);
  }

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The text to read; a short one comes along.")
  @Nullable String file;

  @Option(names = "--model", paramLabel = "PROVIDER/MODEL", description = "A real model instead.")
  @Nullable String model;

  @Override
  protected Exit run(Context context) {
    String text = text(context);
    DemoKit kit = new DemoKit(context.api(), context.notes());
    chapter(context, "1. Lenses", ": prompts with parameters, versions and contracts");
    kit.publishLenses();
    chapter(context, "2. Workflow", ": seven nodes, two of them decided by a condition");
    String workflowId = kit.workflow();
    String source = file == null ? "the text that comes with clens" : String.valueOf(file);
    chapter(context, "3. Run", " on " + source + " (" + words(text) + " words)");
    String runId = start(context, workflowId, text);
    context.notes().say("   live at " + context.settings().url().resolve("/runs/" + runId));
    Exit exit = new RunWatcher(context).watch(runId);
    if (exit == Exit.OK) {
      chapter(context, "4. Provenance", " of one value, back to the text");
      new Trace(context.api(), runId).lines("brief", "headline").forEach(context.out()::println);
    }
    return exit;
  }

  static void chapter(Context context, String title, String rest) {
    context.notes().say(context.notes().bold(title) + rest);
  }

  private String start(Context context, String workflowId, String text) {
    ObjectNode inputs = JsonMapper.shared().createObjectNode();
    inputs.put("text", text);
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_workflow_id", workflowId);
    arguments.put("p_inputs", inputs);
    arguments.put("p_global_model_id", model);
    return context.api().rpc("fn_start_workflow_run", arguments).asString();
  }

  private String text(Context context) {
    String chosen = file;
    return chosen == null ? DemoKit.resource("reading.txt") : Inputs.text(context.in(), chosen);
  }

  static int words(String text) {
    return text.strip().split("\\s+").length;
  }
}
