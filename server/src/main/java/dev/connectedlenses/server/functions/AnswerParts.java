package dev.connectedlenses.server.functions;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.engine.node.Forms;
import dev.connectedlenses.rest.ServerFunctions.Part;
import dev.connectedlenses.rest.error.ApiError;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds what a person answers a node against the form that the node shows, before anybody is told
 * that the answer counts. Who may answer, and whether the node still waits, is the database's to
 * say; the node looks again, because not every answer comes this way.
 */
final class AnswerParts {

  private static final Part NOTHING = new Part.Computed(NullNode.getInstance());

  /** What the node asked last, as the caller may see it. */
  private static final String FORM =
      """
      select e.payload #>> '{ask,form}' from lenses.workflow_run_events e
      where e.run_id = :run and e.node_id = :node and e.type = 'node.blocked'
      order by e.event_id desc limit 1
      """;

  private final Database database;

  AnswerParts(Database database) {
    this.database = database;
  }

  Part answered(Identity caller, ObjectNode arguments) {
    if (arguments.path("p_values") instanceof ObjectNode answer && Forms.approves(answer)) {
      form(caller, arguments)
          .map(form -> Forms.fault(form, Forms.values(answer)))
          .ifPresent(fault -> {
            throw ApiError.of(400, "22023", "the answer does not fit the form: " + fault)
                .hint("bad_values: answer again with what the form asks for")
                .asException();
          });
    }
    return NOTHING;
  }

  private Optional<JsonNode> form(Identity caller, ObjectNode arguments) {
    Optional<UUID> run = id(arguments, "p_run_id");
    Optional<UUID> node = id(arguments, "p_node_id");
    if (run.isEmpty() || node.isEmpty()) {
      return Optional.empty();
    }
    return database
        .asUser(
            caller,
            handle ->
                handle
                    .createQuery(FORM)
                    .bind("run", run.get())
                    .bind("node", node.get())
                    .map((row, _) -> Optional.ofNullable(row.getString(1)))
                    .findOne())
        .flatMap(form -> form)
        .map(JsonMapper.shared()::readTree);
  }

  private static Optional<UUID> id(ObjectNode arguments, String name) {
    try {
      return Optional.of(UUID.fromString(arguments.path(name).asString("")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
