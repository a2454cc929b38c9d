package dev.connectedlenses.cli.lens;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Exit;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clens lens list}. */
@Command(name = "list", description = "List your lenses, newest change first.")
final class LensList extends CliCommand {
  @Option(names = "--archived", description = "Archived ones too.")
  boolean archived;

  @Override
  protected Exit run(Context context) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("select", "slug,title,status,visibility,updated_at,id");
    query.put("lenser_id", "eq." + new Refs(context.api()).myProfile());
    if (!archived) {
      query.put("status", "neq.archived");
    }
    query.put("order", "updated_at.desc,id");
    query.put("limit", Integer.toString(context.limit()));
    context.printer().list(context.api().rows("lenses", "lenses", query), LensColumns.LIST);
    return Exit.OK;
  }
}
