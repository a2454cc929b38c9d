package dev.connectedlenses.engine.team;

import dev.connectedlenses.database.Database;

/** What time does to approvals, calls of tools and memories, asked of the database. */
final class RoundsStore {
  private final Database database;

  RoundsStore(Database database) {
    this.database = database;
  }

  /** Rejects approvals that nobody gave in time and ends their runs; how many. */
  int expireApprovals() {
    return count("select public.fn_expire_stale_approvals()");
  }

  /** Rejects calls of tools that nobody approved in time; how many. */
  int expireCalls() {
    return count("select agents.expire_calls()");
  }

  /** Tells steps that began to wait at a gate while it was decided; how many. */
  int tellGates() {
    return count("select agents.tell_gates()");
  }

  /** Ends calls of tools whose maker was lost; how many. */
  int giveUpCalls() {
    return count("select agents.give_up_calls()");
  }

  /** Takes runs that nobody approved off the queue and writes them into their owner's chain. */
  int noteBypasses() {
    return count("select agents.note_bypasses()");
  }

  /** Removes memories that have been kept long enough; how many. */
  int forgetMemories() {
    return count("select agents.forget_old_memories()");
  }

  private int count(String sql) {
    return database.asEngine(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }
}
