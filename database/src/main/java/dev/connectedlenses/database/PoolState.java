package dev.connectedlenses.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

/** A pool at one moment: connections at work, connections at rest, callers who wait for one. */
public record PoolState(String name, int active, int idle, int waiting, int most) {

  static PoolState of(HikariDataSource pool) {
    HikariPoolMXBean now = pool.getHikariPoolMXBean();
    int most = pool.getMaximumPoolSize();
    return now == null
        ? new PoolState(pool.getPoolName(), 0, 0, 0, most)
        : new PoolState(
            pool.getPoolName(),
            now.getActiveConnections(),
            now.getIdleConnections(),
            now.getThreadsAwaitingConnection(),
            most);
  }
}
