package dev.connectedlenses.server.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Makes connections that end when the headers of a request take too long. Jetty's own idle time
 * begins anew with every byte, so a client that sends one now and then would stay for ever.
 */
final class Connections extends HttpConnectionFactory {

  private final HttpSettings.Limits limits;

  Connections(HttpConfiguration configuration, HttpSettings.Limits limits) {
    super(configuration);
    this.limits = limits;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    HttpConnection connection = new Impatient(getHttpConfiguration(), connector, endPoint, limits);
    return configure(connection, connector, endPoint);
  }

  /** A connection that counts from the first byte of a request to the end of its headers. */
  private static final class Impatient extends HttpConnection {
    private final Duration headerTime;
    private final long idleMillis;
    private boolean hurried;

    Impatient(
        HttpConfiguration configuration,
        Connector connector,
        EndPoint endPoint,
        HttpSettings.Limits limits) {
      super(configuration, connector, endPoint);
      this.headerTime = limits.headerTime();
      this.idleMillis = limits.idle().toMillis();
    }

    @Override
    public void onFillable() {
      super.onFillable();
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
}
