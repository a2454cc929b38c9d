package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.api.TextFile;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.out.Format;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** {@code clens workflow export}: a workflow as the file that makes it. */
@Command(
    name = "export",
    description = "Print a workflow as the file that workflow create and update read.")
final class WorkflowExport extends CliCommand {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLWriteFeature.LITERAL_BLOCK_STYLE)
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .disable(YAMLWriteFeature.SPLIT_LINES)
          .build();

  @Parameters(paramLabel = "WORKFLOW", description = "Slug, handle/slug or id.")
  String ref = "";

  @Option(names = "--out", paramLabel = "FILE", description = "Write it there instead.")
  @Nullable Path out;

  @Override
  protected Exit run(Context context) {
    String id = new Refs(context.api()).workflow(ref);
    StoredWorkflow stored = StoredWorkflow.read(context.api(), id, ref);
    LensNames names = new LensNames(context.api());
    Map<String, String> lenses = names.of(stored.lenses());
    ObjectNode file =
        stored.file(
            new StoredWorkflow.Names() {
              @Override
              public String lens(String lens) {
                return lenses.getOrDefault(lens, lens);
              }

              @Override
              public JsonNode version(String lens, String version) {
                return names.version(lens, version);
              }
            });
    boolean json = context.format() == Format.json || context.format() == Format.jsonl;
    String text =
        json
            ? JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n"
            : yaml(file);
    write(context, text);
    return Exit.OK;
  }

  static String yaml(ObjectNode file) {
    return YAML.writeValueAsString(file);
  }

  private void write(Context context, String text) {
    Path target = out;
    if (target == null) {
      context.out().print(text);
      return;
    }
    TextFile.write(target, text);
    context.notes().say("wrote " + target);
  }
}
