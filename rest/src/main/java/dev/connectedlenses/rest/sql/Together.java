package dev.connectedlenses.rest.sql;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.UserSettings;
import dev.connectedlenses.rest.request.ApiRequest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Several plans in one transaction, each under the settings it would have alone. */
public final class Together {

  private static final String READ_ONLY = "transaction_read_only";

  private final Handle handle;
  private final @Nullable String before;

  Together(Handle handle, @Nullable String before) {
    this.handle = handle;
    this.before = before;
  }

  /** Runs one of them; what the database refuses ends them all. */
  public Answer run(Prepared prepared, ApiRequest request, UserSettings settings)
      throws SQLException {
    UserSettings fresh = fresh(settings);
    // a transaction cannot stop being read-only, but a savepoint inside it can be left
    boolean reads = "on".equals(settings.values().get(READ_ONLY));
    if (reads) {
      execute("savepoint reading");
    }
    Database.become(handle, fresh);
    if (before != null) {
      execute(before);
    }
    Answer answer = answer(prepared, new Binding(prepared.params(), request));
    if (reads) {
      execute("rollback to savepoint reading");
    }
    for (var violation : prepared.guard().violations(answer.page())) {
      throw violation.asException();
    }
    return answer;
  }

  /** What an earlier plan left behind is taken away. */
  private static UserSettings fresh(UserSettings settings) {
    Map<String, String> values = new LinkedHashMap<>(settings.values());
    values.remove("transaction_isolation");
    values.put("response.headers", "");
    values.put("response.status", "");
    values.put("request.inserted", "");
    return new UserSettings(values);
  }

  private Answer answer(Prepared prepared, Binding binding) throws SQLException {
    try (PreparedStatement statement = handle.getConnection().prepareStatement(prepared.text())) {
      binding.bind(statement, 1);
      try (ResultSet rows = statement.executeQuery()) {
        return prepared.reader().read(rows);
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
      statement.execute();
    }
  }
}
