package dev.connectedlenses.server.http;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

/** Makes connections that end when the headers of a request take too long. */
final class Connections extends HttpConnectionFactory {

  private final HttpSettings.Limits limits;

  Connections(HttpConfiguration configuration, HttpSettings.Limits limits) {
    super(configuration);
    this.limits = limits;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    return configure(
        new ImpatientConnection(getHttpConfiguration(), connector, endPoint, limits),
        connector,
        endPoint);
  }
}
