package dev.connectedlenses.cli.local;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.LocalServer;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens status}: whether the server answers, and the local process behind it. */
@Command(name = "status", description = "Show whether the server runs.")
public final class Status extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("state", "state"),
          Column.of("url", "url"),
          Column.of("process", "pid"),
          Column.time("started", "started_at"),
          Column.of("data", "data_dir"));

  @Override
  protected Exit run(Context context) {
    String url = context.settings().url().toString();
    boolean healthy = context.api().healthy();
    ObjectNode row = JsonMapper.shared().createObjectNode();
    row.put("state", healthy ? "up" : "down").put("url", url);
    Optional<LocalServer> local =
        LocalServer.read(context.settings().localServerFile()).filter(l -> l.url().equals(url));
    local
        .filter(l -> l.process().isPresent())
        .ifPresent(l ->
            row.put("pid", l.pid()).put("started_at", l.startedAt()).put("data_dir", l.dataDir()));
    context.printer().one(row, COLUMNS);
    return healthy ? Exit.OK : Exit.ERROR;
  }
}
