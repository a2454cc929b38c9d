package dev.connectedlenses.server.notices;

import dev.connectedlenses.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The outbox, which only functions of the database move. */
final class NoticeStore {
  private final Database database;

  NoticeStore(Database database) {
    this.database = database;
  }

  /** Takes messages that are due; each is nobody else's until the lease is over. */
  List<Notice> claim(int limit, Duration lease) {
    return database.asEngine(handle ->
        handle
            .createQuery("select * from engine.claim_deliveries(?, ?)")
            .bind(0, limit)
            .bind(1, lease.toMillis())
            .map((row, _) -> notice(row))
            .list());
  }

  void delivered(Notice notice) {
    settle(notice, null, null, false);
  }

  /**
   * @param wait until the next try; null to give the message up
   */
  void failed(Notice notice, String error, @Nullable Duration wait) {
    settle(notice, error, wait == null ? null : wait.toMillis(), false);
  }

  /** Gives the message up and switches its target off. */
  void gone(Notice notice, String error) {
    settle(notice, error, null, true);
  }

  private void settle(
      Notice notice, @Nullable String error, @Nullable Long waitMillis, boolean gone) {
    database.asEngine(handle ->
        handle
            .createQuery("select engine.settle_delivery(?, ?, ?, cast(? as bigint), ?)")
            .bind(0, notice.id())
            .bind(1, notice.attempt())
            .bind(2, error)
            .bind(3, waitMillis)
            .bind(4, gone)
            .mapTo(Boolean.class)
            .one());
  }

  /** Gives up what dead targets do not take, and forgets what is long over. */
  int tidy() {
    return database.asEngine(
        handle -> handle.createQuery("select engine.tidy_outbox()").mapTo(Integer.class).one());
  }

  private static Notice notice(ResultSet row) throws SQLException {
    Notice.To to =
        row.getString("kind").equals("email")
            ? new Notice.Mailbox(row.getString("email"))
            : new Notice.Webhook(row.getString("url"));
    return new Notice(
        row.getObject("id", UUID.class),
        row.getObject("target_id", UUID.class),
        row.getInt("attempt"),
        row.getString("event_type"),
        row.getString("payload"),
        to);
  }
}
