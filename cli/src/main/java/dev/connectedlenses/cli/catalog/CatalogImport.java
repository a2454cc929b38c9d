package dev.connectedlenses.cli.catalog;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Api;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens catalog import}: merges a catalog that others publish. */
@Command(
    name = "import",
    description = "Merge the catalog of models.dev or LiteLLM; what was edited here stays.")
final class CatalogImport extends CliCommand {
  private static final Set<String> PUBLISHED = Set.of("models.dev", "litellm");
  private static final List<String> COUNTS =
      List.of("new", "changed", "kept", "skipped", "left_out");
  private static final int MOST = 400_000;
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("new", "new"),
          Column.of("changed", "changed"),
          Column.of("kept", "kept"),
          Column.of("skipped", "skipped"),
          Column.of("left out", "left_out"));

  @Parameters(
      paramLabel = "SOURCE",
      description =
          "models.dev or litellm, which the server fetches, or a file; - reads standard input.")
  String source = "";

  @Option(
      names = "--provider",
      paramLabel = "A,B",
      split = ",",
      description = "Only these providers, by their keys in the catalog.")
  List<String> providers = new ArrayList<>();

  @Option(names = "--all", description = "Also providers that the catalog does not know yet.")
  boolean all;

  @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
  boolean dryRun;

  @Override
  protected Exit run(Context context) {
    boolean published = PUBLISHED.contains(source);
    String path =
        "/v1/catalog/import?source=%s&provider=%s&all=%b&dry_run=%b"
            .formatted(
                published ? source : "file",
                URLEncoder.encode(String.join(",", providers), StandardCharsets.UTF_8),
                all,
                dryRun);
    JsonNode report =
        published ? context.api().call("POST", path) : sent(context.api(), path, narrowed(context));
    context.printer().one(report, COLUMNS);
    if (dryRun) {
      context.notes().say("nothing was changed");
    }
    return Exit.OK;
  }

  /** In parts that the server takes, and the sum of what came of them. */
  private static JsonNode sent(Api api, String path, JsonNode document) {
    ObjectNode sum = JsonMapper.shared().createObjectNode();
    ObjectNode part = JsonMapper.shared().createObjectNode();
    int size = 0;
    for (var entry : document.properties()) {
      int length = entry.getValue().toString().length();
      if (size > 0 && size + length > MOST) {
        add(sum, api.call("POST", path, part));
        part = JsonMapper.shared().createObjectNode();
        size = 0;
      }
      part.set(entry.getKey(), entry.getValue());
      size += length;
    }
    add(sum, api.call("POST", path, part.isEmpty() ? document : part));
    return sum;
  }

  private static void add(ObjectNode sum, JsonNode report) {
    COUNTS.forEach(name -> sum.put(name, sum.path(name).asInt(0) + report.path(name).asInt(0)));
  }

  /** The document without providers that are not asked for: whole lists are large. */
  private JsonNode narrowed(Context context) {
    JsonNode document = document(context);
    if (!(document instanceof ObjectNode object) || providers.isEmpty()) {
      return document;
    }
    ObjectNode less = JsonMapper.shared().createObjectNode();
    object
        .properties()
        .forEach(e -> {
          String provider = e.getValue().path("litellm_provider").asString(e.getKey());
          String ours = provider.equals("google") ? "gemini" : provider.replace('-', '_');
          if (providers.contains(ours)) {
            less.set(e.getKey(), e.getValue());
          }
        });
    return less;
  }

  private JsonNode document(Context context) {
    try {
      return JsonMapper.shared().readTree(Inputs.text(context.in(), source));
    } catch (JacksonException e) {
      throw CliError.usage(source + " is no JSON", "download the list again");
    }
  }
}
