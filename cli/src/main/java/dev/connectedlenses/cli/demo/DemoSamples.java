package dev.connectedlenses.cli.demo;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** The two commands that fill your space with samples and take them away again. */
final class DemoSamples {
  private DemoSamples() {}

  /** {@code clens demo load}: lenses, workflows, a team and schedules to look at. */
  @Command(
      name = "load",
      description =
          "Fill your space with samples: lenses, workflows, a team, tools, schedules, two runs that wait.")
  static final class Load extends CliCommand {
    @Override
    protected Exit run(Context context) {
      return tell(context, "fn_load_sample_space", "loaded", "; clens demo reset removes them");
    }
  }

  /** {@code clens demo reset}: takes all of that away, and nothing else. */
  @Command(name = "reset", description = "Remove the samples again, and nothing of yours.")
  static final class Reset extends CliCommand {
    @Override
    protected Exit run(Context context) {
      return tell(context, "fn_remove_sample_space", "removed", "");
    }
  }

  private static Exit tell(Context context, String function, String done, String then) {
    JsonNode counts = context.api().rpc(function, Map.of());
    String list =
        counts.properties().stream()
            .map(kind -> kind.getValue().asLong() + " " + word(kind))
            .collect(Collectors.joining(", "));
    context.notes().say(done + " " + list + then);
    return Exit.OK;
  }

  private static String word(Map.Entry<String, JsonNode> kind) {
    boolean one = kind.getValue().asLong() == 1;
    return one ? kind.getKey() : kind.getKey().equals("lens") ? "lenses" : kind.getKey() + "s";
  }
}
