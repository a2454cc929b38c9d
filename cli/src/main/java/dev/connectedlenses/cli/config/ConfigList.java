package dev.connectedlenses.cli.config;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.ConfigFile;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code clens config list}. */
@Command(name = "list", description = "Show every setting, its value here and who says so.")
final class ConfigList extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(Column.of("name", "name"), Column.of("value", "value"), Column.of("from", "from"));

  @Override
  protected Exit run(Context context) {
    ArrayNode rows = JsonMapper.shared().createArrayNode();
    ConfigFile.KEYS.forEach(key -> rows.add(Setting.of(context, key).json()));
    context.printer().list(rows, COLUMNS);
    return Exit.OK;
  }
}
