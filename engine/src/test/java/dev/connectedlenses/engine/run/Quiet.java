package dev.connectedlenses.engine.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Keeps the engine from logging hundreds of failures that a test brings about on purpose. */
final class Quiet implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.connectedlenses.engine.run");
  private final Logger pools = (Logger) LoggerFactory.getLogger("com.zaxxer.hikari");
  private final @Nullable Level before = logger.getLevel();
  private final @Nullable Level poolsBefore = pools.getLevel();

  Quiet() {
    logger.setLevel(Level.OFF);
    pools.setLevel(Level.OFF);
  }

  @Override
  public void close() {
    logger.setLevel(before);
    pools.setLevel(poolsBefore);
  }
}
