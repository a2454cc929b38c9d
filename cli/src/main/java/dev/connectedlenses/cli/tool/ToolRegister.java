package dev.connectedlenses.cli.tool;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code clens tool register}: from a file, from options, or both. */
@Command(
    name = "register",
    description =
        "Add a tool to your registry, or change the one of that key; a tool that writes outside"
            + " always needs approval.")
final class ToolRegister extends CliCommand {
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "description",
          "category",
          "kind",
          "schema_input",
          "schema_output",
          "auth_method",
          "requires_approval",
          "is_dangerous",
          "egress_class",
          "endpoint_url",
          "http_method",
          "request_template",
          "credential_ref",
          "idempotency_header");

  @Parameters(paramLabel = "KEY", description = "What agents call it by.")
  String key = "";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "YAML or JSON with the fields of the tool; - reads input.")
  @Nullable String file;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "One field, such as kind=http or requires_approval:=true.")
  List<String> fields = List.of();

  @Override
  protected Exit run(Context context) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("p_key", key);
    arguments.put("p_name", key);
    String from = file;
    if (from != null) {
      put(arguments, read(context, from));
    }
    put(arguments, Inputs.values(context.in(), fields));
    JsonNode tool = context.api().rpc("fn_register_tool", arguments);
    context.printer().one(tool, ToolCommands.ONE);
    return Exit.OK;
  }

  private static JsonNode read(Context context, String file) {
    try {
      JsonNode tool = YAMLMapper.shared().readTree(Inputs.text(context.in(), file));
      if (tool.isObject()) {
        return tool;
      }
    } catch (JacksonException e) {
      throw CliError.usage(
          file + " is no YAML: " + e.getOriginalMessage(), "write one field of the tool a line");
    }
    throw CliError.usage(file + " holds no tool", "write one field of the tool a line");
  }

  private static void put(Map<String, Object> arguments, JsonNode fields) {
    fields.forEachEntry((name, value) -> {
      if (!FIELDS.contains(name)) {
        throw CliError.usage(
            "\"" + name + "\" is no field of a tool",
            "fields: " + String.join(", ", FIELDS.stream().sorted().toList()));
      }
      arguments.put("p_" + name, value);
    });
  }
}
