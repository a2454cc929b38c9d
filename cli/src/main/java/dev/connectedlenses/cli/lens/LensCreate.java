package dev.connectedlenses.cli.lens;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens lens create}: a new lens whose parameters come from its {@code [[labels]]}. */
@Command(name = "create", description = LensCreate.HELP)
final class LensCreate extends CliCommand {
  static final String HELP =
      "Create a lens; labels in the body become its parameters: [[name]] takes a line, [[text:textarea]] a long text.";
  private static final List<Column> COLUMNS =
      List.of(Column.of("slug", "slug"), Column.of("id", "id"), Column.of("status", "status"));

  @Parameters(paramLabel = "TITLE", description = "What people call it.")
  String title = "";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The body; - or nothing reads standard input.")
  String file = "-";

  @Option(names = "--description", paramLabel = "TEXT", description = "One sentence about it.")
  @Nullable String description;

  @Option(names = "--visibility", description = "public, private or unlisted.")
  String visibility = "private";

  @Option(names = "--publish", description = "Publish its first version at once.")
  boolean publish;

  @Override
  protected Exit run(Context context) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_visibility", visibility);
    arguments.put("p_template_body", Inputs.text(context.in(), file));
    arguments.put("p_title", title);
    arguments.put("p_description", description);
    String id = context.api().rpc("fn_create_lens", arguments).asString();
    if (publish) {
      LensPublish.publish(context.api(), id);
    }
    Map<String, String> made = Map.of("select", "slug,id,status,title", "id", "eq." + id);
    JsonNode rows = context.api().rows("lenses", "lenses", made);
    context.printer().one(rows.path(0), COLUMNS);
    return Exit.OK;
  }
}
