package dev.connectedlenses.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final Signal<String> heard = new Signal<>("heard");
  private ServerSocket echo;
  private TcpProxy proxy;

  TcpProxyTest() throws IOException {
    echo = new ServerSocket(0, 5, LOOPBACK);
    proxy =
        TcpProxy.to(
            echo.getLocalPort(),
            (connection, bytes) ->
                heard.emit(connection + ":" + new String(bytes, StandardCharsets.UTF_8)));
  }

  @BeforeEach
  void serve() {
    Thread.ofVirtual()
        .start(() -> {
          while (!echo.isClosed()) {
            Socket socket = accept();
            if (socket != null) {
              Thread.ofVirtual().start(() -> repeat(socket));
            }
          }
        });
  }

  private @Nullable Socket accept() {
    try {
      return echo.accept();
    } catch (IOException e) {
      return null;
    }
  }

  private static void repeat(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException e) {
      assertThat(e).hasMessageNotContaining("never");
    }
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    echo.close();
  }

  private Socket call() throws IOException {
    Socket socket = new Socket(LOOPBACK, proxy.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static String ask(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return new String(socket.getInputStream().readNBytes(text.length()), StandardCharsets.UTF_8);
  }

  @Test
  void relaysBothWaysAndListensIn() throws IOException {
    try (Socket socket = call()) {
      assertThat(ask(socket, "hello")).isEqualTo("hello");
    }
    assertThat(heard.await()).isEqualTo("1:hello");
    assertThat(proxy.connections()).isEqualTo(1);
  }

  @Test
  void aCutEndsTheConnectionAndLetsTheNextThrough() throws IOException {
    try (Socket first = call()) {
      assertThat(ask(first, "one")).isEqualTo("one");
      proxy.cut();
      assertThat(first.getInputStream().read()).isEqualTo(-1);
    }
    try (Socket second = call()) {
      assertThat(ask(second, "two")).isEqualTo("two");
    }
  }

  @Test
  void silenceHoldsBackWithoutBreaking() throws IOException {
    try (Socket socket = call()) {
      assertThat(ask(socket, "one")).isEqualTo("one");
      proxy.silence();
      socket.setSoTimeout(50);
      assertThatThrownBy(() -> ask(socket, "two")).isInstanceOf(SocketTimeoutException.class);
      proxy.restore();
      socket.setSoTimeout(10_000);
      assertThat(socket.getInputStream().readNBytes(3))
          .isEqualTo("two".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void refusalEndsWithRestore() throws IOException {
    proxy.refuse();
    try (Socket socket = call()) {
      assertThat(gone(socket)).isTrue();
    }
    proxy.restore();
    try (Socket socket = call()) {
      assertThat(ask(socket, "back")).isEqualTo("back");
    }
  }

  @Test
  void aLostReplyWasHeardOnTheOtherSide() throws IOException {
    try (Socket socket = call()) {
      assertThat(ask(socket, "one")).isEqualTo("one");
      proxy.loseReplies();
      socket.getOutputStream().write("two".getBytes(StandardCharsets.UTF_8));
      assertThat(gone(socket)).isTrue();
      assertThat(heard.await(2)).containsExactly("1:one", "1:two");
    }
    try (Socket next = call()) {
      assertThat(ask(next, "three")).isEqualTo("three");
    }
  }

  @Test
  void delayHoldsBackUntilItEnds() throws IOException {
    try (Socket socket = call()) {
      assertThat(ask(socket, "one")).isEqualTo("one");
      proxy.delay(java.time.Duration.ofSeconds(2));
      socket.setSoTimeout(50);
      assertThatThrownBy(() -> ask(socket, "two")).isInstanceOf(SocketTimeoutException.class);
      socket.setSoTimeout(20_000);
      assertThat(socket.getInputStream().readNBytes(3))
          .isEqualTo("two".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static boolean gone(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketException e) {
      return true;
    }
  }
}
