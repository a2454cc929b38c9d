package dev.connectedlenses.server.functions;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.ServerFunctions;
import dev.connectedlenses.rest.error.ApiError;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Every function of the database in which the server has a part. */
public final class Procedures implements ServerFunctions {
  private final Map<String, Procedure> all;
  private final Refusals refusals;

  public Procedures(Database database, MessageSecrets secrets, InstantSource clock) {
    refusals = new Refusals(database);
    ScheduleParts schedules = new ScheduleParts(database, clock);
    all =
        Map.of(
            "fn_preview_schedule_fires", (_, arguments) -> schedules.preview(arguments),
            "fn_upsert_workflow_schedule", (_, arguments) -> schedules.saved(arguments),
            "fn_resume_workflow_schedule", schedules::resumed,
            "fn_toggle_workflow_schedule", schedules::resumed,
            "fn_backfill_schedule", schedules::backfill,
            "fn_complete_human_input", new AnswerParts(database)::answered,
            "fn_rotate_webhook_secret", secrets.webhooks()::rotate,
            "fn_rotate_notification_secret", secrets.targets()::rotate);
  }

  @Override
  public Set<String> names() {
    return all.keySet();
  }

  @Override
  public Set<String> repeatable() {
    return Repeatable.NAMES;
  }

  @Override
  public Set<String> sharing() {
    return Set.of("fn_start_workflow_run");
  }

  @Override
  public Part part(String name, Identity caller, ObjectNode arguments) {
    Procedure procedure = all.get(name);
    if (procedure == null) {
      throw new IllegalArgumentException(name + " is the database's alone");
    }
    return procedure.part(caller, arguments);
  }

  @Override
  public void refused(Identity caller, RestRequest request, ApiError error) {
    refusals.note(caller, request, error);
  }
}
