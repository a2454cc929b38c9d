package dev.connectedlenses.outbound;

import dev.connectedlenses.outbound.OutboundException.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One connection to one judged address. Built on a channel because a thread that waits in it can be
 * interrupted, whatever kind of thread it is, and because channels ignore SOCKS settings.
 */
final class Wire implements AutoCloseable {
  private static final int MOST_ADDRESSES = 4;

  private final SocketChannel channel;
  private final Socket socket;
  private final InputStream in;
  private final Deadline deadline;
  private final Deadline.Guard guard;

  private Wire(SocketChannel channel, Socket socket, Deadline deadline, Deadline.Guard guard)
      throws IOException {
    this.channel = channel;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.deadline = deadline;
    this.guard = guard;
  }

  /** Dials the addresses in turn until one answers; the time to connect is for all of them. */
  static Wire open(
      Target target,
      List<InetAddress> judged,
      Deadline deadline,
      OutboundLimits limits,
      SSLSocketFactory tls)
      throws OutboundException {
    List<InetAddress> addresses = judged.subList(0, Math.min(MOST_ADDRESSES, judged.size()));
    Duration each = limits.connect().dividedBy(addresses.size());
    OutboundException last = null;
    for (InetAddress address : addresses) {
      try {
        return dial(target, address, deadline, each, tls);
      } catch (OutboundException e) {
        if (e.kind() == Kind.INTERRUPTED || e.kind() == Kind.TLS || deadline.passed()) {
          throw e;
        }
        last = e;
      }
    }
    throw last == null ? new OutboundException(Kind.UNKNOWN_HOST, target.host()) : last;
  }

  private static Wire dial(
      Target target, InetAddress address, Deadline deadline, Duration most, SSLSocketFactory tls)
      throws OutboundException {
    SocketChannel channel = null;
    Deadline.Guard guard = () -> {};
    try {
      channel = SocketChannel.open();
      guard = deadline.guard(channel);
      Socket plain = channel.socket();
      plain.setTcpNoDelay(true);
      plain.connect(new InetSocketAddress(address, target.port()), deadline.timeout(most));
      plain.setSoTimeout(deadline.timeout(most));
      Socket socket = target.secure() ? secured(plain, target, tls) : plain;
      return new Wire(channel, socket, deadline, guard);
    } catch (IOException e) {
      guard.release();
      closeQuietly(channel);
      throw deadline.explain(e, Kind.UNREACHABLE, "to connect");
    }
  }

  private static Socket secured(Socket plain, Target target, SSLSocketFactory tls)
      throws IOException {
    SSLSocket socket = (SSLSocket) tls.createSocket(plain, target.host(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    if (target.literal() == null) {
      parameters.setServerNames(List.of(new SNIHostName(target.host())));
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  InputStream in() {
    return in;
  }

  OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  InetAddress peer() {
    return socket.getInetAddress();
  }

  /** The next read fails after {@code most}, or at the deadline if that comes first. */
  void patience(Duration most) throws IOException {
    socket.setSoTimeout(deadline.timeout(most));
  }

  /** Hangs up at once; both kinds of thread that may wait in this connection come back. */
  @Override
  public void close() {
    guard.release();
    closeQuietly(channel);
  }

  private static void closeQuietly(@org.jspecify.annotations.Nullable SocketChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // a socket that will not close is of no more use either way
    }
  }
}
