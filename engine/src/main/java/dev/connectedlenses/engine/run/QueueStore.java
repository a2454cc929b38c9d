package dev.connectedlenses.engine.run;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.graph.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Claims, renewals and sweeps on {@code engine.run_queue}. All times are the database's.
 *
 * <p>None of these writes waits for the disk: a server crash that forgets a claim, a renewal or a
 * sweep leaves a queue in which the claim id is unknown or the lease is older, and both only mean
 * that the run is claimed again. What a run has done is committed by the {@link RunJournal}, which
 * does wait.
 */
final class QueueStore {

  /**
   * The claim.
   *
   * <p><b>Who may be taken.</b> A row without a claim whose available_at has passed, the most
   * urgent first, then the one that has waited longest. The partial index holds exactly the rows
   * without a claim in that order, so the statement reads no more rows than it takes, however many
   * runs are leased or finished. The instant is a sub-select because an index condition must not
   * call a volatile function for each row.
   *
   * <p><b>Who may not.</b> A run that somebody has to approve first, or that was refused: this is
   * the one place where that is asked, whoever started the run and whatever put it on the queue.
   * Such a run is taken only to be cancelled.
   *
   * <p><b>Who takes it.</b> SKIP LOCKED lets any number of processes run this statement at once:
   * each passes over rows that another is about to take, so nobody waits and nothing is taken
   * twice. Expired leases are not looked at here; {@link #SWEEP} gives them back first.
   *
   * <p><b>What makes it safe.</b> The claim id is made here, at random, for every claim. All writes
   * for the run state it. A worker that was paused, cut off or restored from an old copy may
   * believe for ever that it still holds the run: its claim id is no longer in the row, and the
   * write finds nothing. The epoch only tells people which claim came later; it fences nothing,
   * because after a failover two holders could carry the same number.
   *
   * <p><b>What available_at says of a claimed run.</b> That nothing has happened to it since: an
   * answer or a cancellation that comes meanwhile brings it back to the present, and a run that
   * gives its lease back finds it there and is claimed again at once.
   *
   * <p><b>What it counts.</b> attempt grows with each claim, shrinks when the run gives its lease
   * back before it is done, and is nothing again when it comes to a wait, so what is left are lost
   * workers, and a run that keeps killing its workers is found out. All that such a worker held are
   * charged with its loss, so runs that have lost two in a row are no longer taken here but in
   * groups, {@link #SUSPECTS}.
   */
  private static final String CLAIM =
      """
      with due as (
        select q.run_id
        from engine.run_queue q
        where q.claim_id is null and q.available_at <= (select clock_timestamp())
          and %s
          and (q.cancel_asked or not exists (
            select from agents.team_runs t
            where t.workflow_run_id = q.run_id and t.approval_status in ('pending', 'rejected'))
          and not exists (
            select from lenses.run_approvals a
            where a.run_id = q.run_id and a.status in ('pending', 'rejected')))
        order by q.priority desc, q.available_at
        limit ?
        for update skip locked
      ),
      claimed as (
        update engine.run_queue q
        set owner = ?, claim_id = gen_random_uuid(), epoch = q.epoch + 1, entry = 0,
          lease_until = clock_timestamp() + ? * interval '1 millisecond', attempt = q.attempt + 1,
          available_at = 'infinity'
        from due
        where q.run_id = due.run_id
        returning q.run_id, q.claim_id, q.epoch, q.attempt, q.cancel_asked, q.cancel_reason
      )
      select c.run_id, c.claim_id, c.epoch, c.attempt, c.cancel_asked, c.cancel_reason,
        r.workflow_id, r.workflow_version_id, r.status, r.context_inputs::text, r.metadata::text, r.global_model_id,
        r.parent_run_id, r.parent_node_id, r.recursion_depth, r.ai_lenser_id, r.budget_credits is not null as budgeted,
        r.spent_credits, r.ai_lenser_id is not null and engine.agent_is_stopped(r.ai_lenser_id) as stopped,
        coalesce(extract(epoch from clock_timestamp() - r.started_at) * 1000, 0)::bigint as age_ms,
        set_config('synchronous_commit', 'off', true)
      from claimed c
      join lenses.workflow_runs r on r.id = c.run_id
      """;

  /** Everybody but suspects; those that nobody will work on any more are no danger either. */
  private static final String ORDINARY =
      CLAIM.formatted("(q.attempt < 2 or q.attempt >= ? or q.cancel_asked)");

  /**
   * A group of suspects. One of many runs ended its worker, and nobody knows which. So those that
   * lost the same number are taken a few at a time, the fewer the more they lost, and no other
   * suspects beside them: most groups come through, and the last try of each is one without another
   * suspect. Whoever ends its worker then, too, has no innocent ones beside it to be given up with.
   */
  private static final String SUSPECTS =
      CLAIM.formatted("q.attempt >= 2 and q.attempt = ? and not q.cancel_asked");

  /** The losses of those suspects that lost most and are due. */
  private static final String MOST_LOSSES =
      """
      select coalesce(max(q.attempt), 0)
      from engine.run_queue q
      where q.claim_id is null and q.attempt >= 2 and q.attempt < ? and not q.cancel_asked
        and q.available_at <= (select clock_timestamp())
      """;

  private static final String RENEW =
      """
      with mine as (
        select q.run_id
        from unnest(?::uuid[], ?::uuid[]) as held (run_id, claim_id)
        join engine.run_queue q on q.run_id = held.run_id and q.claim_id = held.claim_id
        order by q.run_id
        for no key update of q
      ),
      renewed as (
        update engine.run_queue q
        set lease_until = clock_timestamp() + ? * interval '1 millisecond'
        from mine
        where q.run_id = mine.run_id
        returning q.claim_id
      )
      select claim_id, set_config('synchronous_commit', 'off', true) from renewed
      """;

  /**
   * Takes expired leases away. The test is repeated where the row is changed, because the lease may
   * have been renewed while the row was waited for. A lease that ends later than any lease can was
   * given before the database clock went back, and counts as expired.
   */
  private static final String SWEEP =
      """
      with expired as (
        select q.run_id
        from engine.run_queue q
        where q.claim_id is not null
          and (q.lease_until < (select clock_timestamp())
            or q.lease_until > (select clock_timestamp()) + 2 * ? * interval '1 millisecond')
        order by q.lease_until
        limit ?
        for update skip locked
      ),
      freed as (
        update engine.run_queue q
        set owner = null, claim_id = null, lease_until = null, available_at = clock_timestamp()
        from expired
        where q.run_id = expired.run_id
          and (q.lease_until < clock_timestamp()
            or q.lease_until > clock_timestamp() + 2 * ? * interval '1 millisecond')
        returning q.run_id
      )
      select set_config('synchronous_commit', 'off', true), (select count(*) from freed)::int as freed,
        exists (
          select from engine.run_queue q
          where q.claim_id is not null
            and q.lease_until < (select clock_timestamp()) - ? / 2 * interval '1 millisecond'
            and q.run_id not in (select f.run_id from freed f)) as passed
      """;

  private static final String CANCELS =
      "select claim_id, cancel_reason from engine.run_queue where owner = ? and cancel_asked";

  private static final String ANSWERS =
      """
      select q.claim_id, s.id, s.node_id, %s
      from engine.signals s
      join engine.run_queue q on q.run_id = s.run_id
      where q.owner = ? and s.node_id is not null
      order by s.id
      """
          .formatted(RunStore.PAYLOAD);

  private static final int LARGEST_GROUP = 64;

  private final Database database;
  private final UUID owner;
  private final Duration lease;
  private final int maxClaims;
  private final FrozenSessionStore frozen;

  /**
   * @param owner the id of this process, made when it started
   */
  QueueStore(Database database, UUID owner, EngineConfig config) {
    this.database = database;
    this.owner = owner;
    this.lease = config.lease();
    this.maxClaims = config.maxClaims();
    this.frozen = new FrozenSessionStore(database, lease);
  }

  /** Takes up to {@code limit} runs that are due. */
  List<Claim> claim(int limit) throws SQLException {
    Failpoint.CLAIM_BEFORE.pass();
    return database.asEngine(handle -> {
      List<Claim> claims = claim(handle.getConnection(), ORDINARY, maxClaims, limit);
      Failpoint.CLAIM_UNCOMMITTED.pass();
      return claims;
    });
  }

  /** Takes a group of up to {@code limit} runs that have lost worker after worker. */
  List<Claim> claimSuspects(int limit) throws SQLException {
    return database.asEngine(handle -> {
      Connection connection = handle.getConnection();
      List<Claim> group = List.of();
      for (int losses = mostLosses(connection);
          losses >= Claim.SUSPECT_FROM && group.isEmpty();
          losses--) {
        group = claim(connection, SUSPECTS, losses, Math.min(limit, groupSize(losses)));
      }
      return group;
    });
  }

  private int mostLosses(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MOST_LOSSES)) {
      statement.setInt(1, maxClaims);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** One for the last try, eight for the one before, and so on. */
  private int groupSize(int losses) {
    int triesLeft = maxClaims - losses;
    return triesLeft > 3 ? LARGEST_GROUP : 1 << (3 * (triesLeft - 1));
  }

  private List<Claim> claim(Connection connection, String sql, int losses, int limit)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, losses);
      statement.setInt(2, limit);
      statement.setObject(3, owner);
      statement.setLong(4, lease.toMillis());
      return ClaimStore.of(statement);
    }
  }

  /** Prolongs leases and names the claim ids that are still good; the others are lost. */
  Set<UUID> renew(Collection<Claim> claims) throws SQLException {
    return database.asEngine(handle -> {
      try (PreparedStatement statement = handle.getConnection().prepareStatement(RENEW)) {
        bind(statement, claims);
        statement.setLong(3, lease.toMillis());
        Set<UUID> kept = ids(statement);
        Failpoint.RENEWAL_UNCOMMITTED.pass();
        return kept;
      }
    });
  }

  static Set<UUID> ids(PreparedStatement statement) throws SQLException {
    Set<UUID> ids = new HashSet<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  /**
   * What came of a sweep.
   *
   * @param freed runs that anybody may claim again
   * @param passed whether a lease that expired long ago was passed over, since its row is locked
   */
  record Swept(int freed, boolean passed) {}

  /** Makes up to {@code limit} runs of lost workers claimable, and says how many there were. */
  Swept sweep(int limit) throws SQLException {
    return database.asEngine(handle -> {
      try (PreparedStatement statement = handle.getConnection().prepareStatement(SWEEP)) {
        statement.setLong(1, lease.toMillis());
        statement.setInt(2, limit);
        statement.setLong(3, lease.toMillis());
        statement.setLong(4, lease.toMillis());
        Swept swept;
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          swept = new Swept(rows.getInt("freed"), rows.getBoolean("passed"));
        }
        Failpoint.SWEEP_UNCOMMITTED.pass();
        return swept;
      }
    });
  }

  /** Frees what a sweep passes over because a process that has stopped keeps it locked. */
  void endFrozenSessions() {
    frozen.end();
  }

  /**
   * The reasons why runs of this process are asked to stop, by claim id; empty where none given.
   */
  Map<UUID, String> cancels() throws SQLException {
    return database.asEngine(handle -> {
      try (PreparedStatement statement = handle.getConnection().prepareStatement(CANCELS)) {
        statement.setObject(1, owner);
        Map<UUID, String> asked = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            String reason = rows.getString("cancel_reason");
            asked.put(rows.getObject("claim_id", UUID.class), reason == null ? "" : reason);
          }
        }
        return asked;
      }
    });
  }

  /** Answers to nodes of runs that this process holds, oldest first. */
  List<Held> answers() throws SQLException {
    return database.asEngine(handle -> {
      try (PreparedStatement statement = handle.getConnection().prepareStatement(ANSWERS)) {
        statement.setObject(1, owner);
        List<Held> answers = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            answers.add(new Held(rows.getObject("claim_id", UUID.class), readAnswer(rows)));
          }
        }
        return answers;
      }
    });
  }

  /** An answer and the claim under which its run is held. */
  record Held(UUID claimId, Answer answer) {}

  static Answer readAnswer(ResultSet row) throws SQLException {
    return new Answer(
        row.getObject("id", UUID.class),
        row.getObject("node_id", UUID.class),
        Json.MAPPER.readTree(row.getString("payload")));
  }

  private static void bind(PreparedStatement statement, Collection<Claim> claims)
      throws SQLException {
    Connection connection = statement.getConnection();
    Object[] runs = claims.stream().map(Claim::runId).toArray();
    Object[] ids = claims.stream().map(Claim::claimId).toArray();
    statement.setArray(1, connection.createArrayOf("uuid", runs));
    statement.setArray(2, connection.createArrayOf("uuid", ids));
  }
}
