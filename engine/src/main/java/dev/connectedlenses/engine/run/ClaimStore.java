package dev.connectedlenses.engine.run;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a statement has claimed. */
final class ClaimStore {
  private ClaimStore() {}

  static List<Claim> of(PreparedStatement statement) throws SQLException {
    List<Claim> claims = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        claims.add(readClaim(rows));
      }
    }
    return claims;
  }

  private static Claim readClaim(ResultSet row) throws SQLException {
    return new Claim(
        row.getObject("run_id", UUID.class),
        row.getObject("claim_id", UUID.class),
        row.getLong("epoch"),
        row.getInt("attempt"),
        row.getBoolean("cancel_asked"),
        row.getString("cancel_reason"),
        Duration.ofMillis(Math.max(0, row.getLong("age_ms"))),
        new Claim.RunRow(
            row.getObject("workflow_id", UUID.class),
            row.getObject("workflow_version_id", UUID.class),
            RunStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
            row.getString("context_inputs"),
            row.getString("metadata"),
            row.getObject("global_model_id", UUID.class),
            parent(row),
            row.getInt("recursion_depth"),
            new Claim.Means(
                row.getObject("ai_lenser_id", UUID.class),
                row.getBoolean("budgeted"),
                row.getBigDecimal("spent_credits"),
                row.getBoolean("stopped"))));
  }

  private static Claim.@Nullable Parent parent(ResultSet row) throws SQLException {
    UUID run = row.getObject("parent_run_id", UUID.class);
    UUID node = row.getObject("parent_node_id", UUID.class);
    return run == null || node == null ? null : new Claim.Parent(run, node);
  }
}
