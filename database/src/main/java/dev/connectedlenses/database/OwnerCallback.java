package dev.connectedlenses.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Runs every migration as {@code clens_owner}, so that all objects belong to the one owner role.
 *
 * <p>It begins with the migration after the one that made the role, and only if that migration let
 * the role create schemas in this database ({@code grant create on database}).
 */
final class OwnerCallback implements Callback {

  private static final Set<Event> EVENTS =
      Set.of(Event.BEFORE_EACH_MIGRATE, Event.AFTER_EACH_MIGRATE);

  private static final String BECOME_OWNER =
      """
      select set_config('role', rolname, false)
      from pg_catalog.pg_roles
      where rolname = 'clens_owner'
        and pg_has_role(current_user, oid, 'member')
        and has_database_privilege(oid, current_database(), 'create')
      """;

  @Override
  public boolean supports(Event event, Context context) {
    return EVENTS.contains(event);
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  /** A failed migration needs no way back: its transaction takes the role with it. */
  @Override
  public void handle(Event event, Context context) {
    run(context.getConnection(), event == Event.BEFORE_EACH_MIGRATE ? BECOME_OWNER : "reset role");
  }

  private static void run(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new FlywayException("cannot switch to the owner role", e);
    }
  }

  @Override
  public String getCallbackName() {
    return "owner";
  }
}
