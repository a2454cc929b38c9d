package dev.connectedlenses.cli.local;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code clens doctor}: looks at everything the command line needs, and says how to mend it. */
@Command(
    name = "doctor",
    description = "Look whether everything is in order, and say what to do about what is not.")
public final class Doctor extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("check", "name"),
          Column.of("state", "state"),
          Column.of("found", "found"),
          Column.of("remedy", "remedy"));

  @Override
  protected Exit run(Context context) {
    List<Finding> findings = new Checkup(context).findings();
    ArrayNode rows = JsonMapper.shared().createArrayNode();
    findings.forEach(finding -> rows.add(finding.json()));
    context.safePrinter().list(rows, COLUMNS);
    return findings.stream().anyMatch(f -> f.state() == Finding.State.bad) ? Exit.ERROR : Exit.OK;
  }
}
