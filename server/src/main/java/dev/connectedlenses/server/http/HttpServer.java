package dev.connectedlenses.server.http;

import dev.connectedlenses.rest.Pillory;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The listening server. Every request runs on its own virtual thread. Stopping goes in order: no
 * new connections, then the streams are told to end, then what is under way may finish.
 */
public final class HttpServer implements AutoCloseable {

  private static final int ACCEPT_QUEUE = 1024;
  private static final int IO_THREADS = 16;
  private static final long SHUTDOWN_IDLE_MILLIS = 100;

  private final Server server;
  private final ServerConnector connector;
  private final Traffic traffic = new Traffic();
  private final Deque<Runnable> stopping = new ArrayDeque<>();
  private boolean closed;

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(IO_THREADS, 4);
    threads.setName("http");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
    return threads;
  }

  private HttpServer(HttpSettings settings, Router router, OverLimits overLimits) {
    server = new Server(threads());
    connector =
        new ServerConnector(server, 1, 1, new Connections(wire(settings), settings.limits()));
    connector.setHost(settings.address());
    connector.setPort(settings.port());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setIdleTimeout(settings.limits().idle().toMillis());
    connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
    server.addConnector(connector);
    server.setHandler(new GracefulHandler(new JettyDoor(settings, router, traffic, overLimits)));
    server.setErrorHandler(JettyDoor::answerProtocolError);
    server.setStopTimeout(settings.limits().drain().toMillis());
  }

  /** Starts listening; fails with a BindException when the port is taken. */
  public static HttpServer start(HttpSettings settings, Router router) throws Exception {
    return start(settings, router, new OverLimits(Pillory.ofTheHouse(), System::nanoTime));
  }

  static HttpServer start(HttpSettings settings, Router router, OverLimits overLimits)
      throws Exception {
    HttpServer http = new HttpServer(settings, router, overLimits);
    try {
      http.server.start();
      return http;
    } catch (Exception e) {
      http.server.stop();
      throw e;
    }
  }

  private static HttpConfiguration wire(HttpSettings settings) {
    HttpConfiguration wire = new HttpConfiguration();
    wire.setRequestHeaderSize(settings.limits().target() + settings.limits().headers() + 1024);
    // a connection would keep every token that it has seen, in a form that is slow to search, and
    // answer "Bearer abc" with the "Bearer ABC" that it read before
    wire.setHeaderCacheSize(0);
    wire.setSendServerVersion(false);
    wire.setSendDateHeader(true);
    wire.setHttpCompliance(HttpCompliance.RFC9110);
    // every target reaches the router, which knows exact segments only
    wire.setUriCompliance(UriCompliance.UNSAFE);
    return wire;
  }

  /** The port that is listened on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Whether new connections are taken. */
  public boolean isListening() {
    return connector.isRunning() && connector.isAccepting();
  }

  /** What has been answered. */
  public Traffic traffic() {
    return traffic;
  }

  /** Where a browser on this machine finds the server. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** What to tell the streams when the server stops; the last one registered is told first. */
  public synchronized void onStopping(Runnable action) {
    stopping.push(action);
  }

  /** Stops in order; a second call does nothing. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      connector.setAccepting(false);
      stopping.forEach(Runnable::run);
    }
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the web server did not stop cleanly", e);
    }
  }
}
