package dev.connectedlenses.server.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.VirtualThreads;

/**
 * A connection that counts from the first byte of a request to the end of its headers. Jetty's own
 * idle time begins anew with every byte, so a client that sends one now and then would stay. What
 * was sent ahead is answered on a virtual thread like everything else: Jetty goes on with it on the
 * thread that wrote the end of the last answer, which may be one of the few that take connections.
 */
final class ImpatientConnection extends HttpConnection {

  private final Duration headerTime;
  private final long idleMillis;
  private boolean hurried;
  private int turns;

  ImpatientConnection(
      HttpConfiguration configuration,
      Connector connector,
      EndPoint endPoint,
      HttpSettings.Limits limits) {
    super(configuration, connector, endPoint);
    this.headerTime = limits.headerTime();
    this.idleMillis = limits.idle().toMillis();
  }

  @Override
  public void run() {
    Executor virtual = VirtualThreads.getVirtualThreadsExecutor(getExecutor());
    if (virtual == null || VirtualThreads.isVirtualThread()) {
      super.run();
    } else {
      virtual.execute(super::run);
    }
  }

  @Override
  public void onFillable() {
    int turn = begins();
    super.onFillable();
    ends(turn);
  }

  private synchronized int begins() {
    return ++turns;
  }

  /**
   * Looks at what this turn left, unless the next one, of another thread, has begun: then the
   * parser is that one's, and what it says of now and of a moment later does not belong together.
   */
  private synchronized void ends(int turn) {
    if (turn != turns) {
      return;
    }
    if (getParser().inHeaderState() && !getParser().isStart()) {
      hurry();
    } else if (hurried) {
      hurried = false;
      getEndPoint().setIdleTimeout(idleMillis);
    }
  }

  /** What is left of the time for headers is all that the connection may rest. */
  private void hurry() {
    long spent = System.nanoTime() - getParser().getBeginNanoTime();
    long left = TimeUnit.NANOSECONDS.toMillis(headerTime.toNanos() - spent);
    if (left <= 0) {
      getEndPoint().close();
    } else {
      hurried = true;
      getEndPoint().setIdleTimeout(Math.min(left, idleMillis));
    }
  }
}
