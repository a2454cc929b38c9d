package dev.connectedlenses.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The name in the URL, not the address that is dialled, is what the certificate must be for. */
final class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @TempDir static Path directory;
  private static SSLSocketFactory trusting;
  private static HttpsServer server;

  @BeforeAll
  static void serve() throws Exception {
    KeyStore keys = generate();
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    trusting = context.getSocketFactory();
    server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          byte[] host =
              exchange.getRequestHeaders().getFirst("Host").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, host.length);
          exchange.getResponseBody().write(host);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void theNameIsHostAndIdentity() throws Exception {
    try (OutboundResponse response = client(trusting).send(request("api.example.org"))) {
      assertThat(response.text()).isEqualTo("api.example.org:" + server.getAddress().getPort());
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() {
    assertThat(failureOf(client(trusting), "other.example.org").kind())
        .isEqualTo(OutboundException.Kind.TLS);
  }

  @Test
  void aCertificateForTheAddressIsNotEnough() {
    // the certificate is good for 127.0.0.1, which is where the connection goes
    assertThat(failureOf(client(trusting), "not-in-certificate.org").kind())
        .isEqualTo(OutboundException.Kind.TLS);
  }

  @Test
  void anUnknownIssuerIsRefused() {
    SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
    assertThat(failureOf(client(usual), "api.example.org"))
        .hasMessageContaining("api.example.org")
        .extracting(OutboundException::kind)
        .isEqualTo(OutboundException.Kind.TLS);
  }

  private static OutboundException failureOf(OutboundClient client, String name) {
    return catchThrowableOfType(OutboundException.class, () -> client.send(request(name)));
  }

  private static OutboundRequest request(String name) {
    return OutboundRequest.get(
        "https://" + name + ":" + server.getAddress().getPort() + "/",
        OutboundLimits.within(Duration.ofSeconds(20)));
  }

  private static OutboundClient client(SSLSocketFactory tls) {
    int port = server.getAddress().getPort();
    EgressPolicy policy = EgressPolicy.publicOnly();
    for (String name : List.of("api.example.org", "other.example.org", "not-in-certificate.org")) {
      policy = policy.allowing(new EgressGrant(name, port, LOOPBACK));
    }
    return new OutboundClient(policy, EgressObserver.none(), host -> List.of(LOOPBACK), tls);
  }

  private static KeyStore generate() throws Exception {
    Path file = directory.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=dns:api.example.org,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    // a key entry is no trust anchor; the same certificate as an entry of its own is
    keys.setCertificateEntry("trusted", keys.getCertificate("own"));
    return keys;
  }
}
