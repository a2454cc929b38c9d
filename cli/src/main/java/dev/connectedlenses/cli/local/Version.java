package dev.connectedlenses.cli.local;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens version}: what this is and what it runs on. */
@Command(name = "version", description = "Show the version.")
public final class Version extends CliCommand implements IVersionProvider {
  private static final List<Column> COLUMNS =
      List.of(Column.of("clens", "version"), Column.of("java", "java"));

  @Override
  public String[] getVersion() {
    return new String[] {"clens " + version()};
  }

  @Override
  protected Exit run(Context context) {
    ObjectNode row = JsonMapper.shared().createObjectNode();
    row.put("version", version()).put("java", Runtime.version().toString());
    context.printer().one(row, COLUMNS);
    return Exit.OK;
  }

  private static String version() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "from sources");
  }
}
