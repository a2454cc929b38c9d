package dev.connectedlenses.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.rest.Exchange;
import dev.connectedlenses.rest.Fixture;
import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.TcpProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * {@code clens rest} as its users start it: a process of its own on a database without our schema.
 */
final class RestCommandTest {
  private static final String SERVING = "serving at http://127.0.0.1:";
  private static final String[] WITHOUT_PATIENCE = {"--set", "db-pool-automatic-recovery=false"};

  @Test
  void answersEveryRecordedExchangeAsPostgrestDid() throws Exception {
    try (TestDatabase database = TestDatabase.empty()) {
      Fixture.load(database);
      Process process = start(door(database), "--conformance");
      try (RestClient client = new RestClient(port(reader(process)))) {
        List<String> different = new ArrayList<>();
        for (Exchange exchange : Exchange.all()) {
          exchange
              .differences(client.send(exchange))
              .forEach(d -> different.add(exchange.id() + ": " + d));
        }
        assertThat(Exchange.all()).hasSize(457);
        assertThat(different).isEmpty();
      } finally {
        stop(process);
      }
    }
  }

  @Test
  void theOperatorsPortAnswersItsFourAddressesAndNothingElse() throws Exception {
    try (TestDatabase database = TestDatabase.empty();
        HttpClient client = HttpClient.newHttpClient()) {
      Fixture.load(database);
      int admin = freePort();
      Process process =
          start(
              door(database),
              "--schemas",
              "public,ai",
              "--anon-role",
              "anon",
              "--set",
              "admin-server-port=" + admin);
      try {
        int port = port(reader(process));
        assertThat(get(client, admin, "/live").statusCode()).isEqualTo(200);
        assertThat(get(client, admin, "/ready").statusCode()).isEqualTo(200);
        assertThat(get(client, admin, "/metrics").body()).contains("# TYPE");
        assertThat(get(client, admin, "/schema_cache").body())
            .startsWith("{")
            .contains("runnable_models");
        for (String other : List.of("/", "/models", "/live/x", "/LIVE", "/metrics/", "/rest/v1/")) {
          assertThat(get(client, admin, other).statusCode()).as(other).isEqualTo(404);
        }
        for (String own : List.of("/live", "/ready", "/metrics", "/schema_cache")) {
          HttpResponse<String> answer = get(client, port, own);
          assertThat(answer.statusCode()).as("%s on the port of everybody", own).isEqualTo(404);
          assertThat(answer.body()).contains("PGRST205");
        }
      } finally {
        stop(process);
      }
    }
  }

  private static HttpResponse<String> get(HttpClient client, int port, String path)
      throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port + path);
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  @Test
  void refusesToStartWithoutWhatItNeeds() throws Exception {
    assertThat(complaint("postgresql://u:p@127.0.0.1:1/x", WITHOUT_PATIENCE))
        .contains("catalogs", "check address");
    assertThat(complaint("nonsense")).contains("the database address is not understood");
    assertThat(complaint("postgresql://u:p@127.0.0.1:1/x", "--jwt-secret", "short"))
        .contains("jwt-secret", "32");
    assertThat(complaint("postgresql://u:p@127.0.0.1:1/x", "--set", "db-tx-end=maybe"))
        .contains("db-tx-end", "-allow-override");
    try (TestDatabase database = TestDatabase.empty()) {
      ServerUrl nobody = database.url().as("nobody_of_this_name", "x");
      assertThat(complaint(nobody.secretText())).contains("catalogs", "check address, user");
    }
  }

  @Test
  void aDatabaseThatIsAwayIsWaitedForAtTheStartAndLater() throws Exception {
    try (TestDatabase database = TestDatabase.empty();
        TcpProxy proxy = TcpProxy.to(database.url().port());
        HttpClient client = HttpClient.newHttpClient()) {
      database
          .admin()
          .useHandle(h -> {
            h.execute("create table public.there (id int primary key)");
            h.execute("grant select on public.there to anon");
          });
      ServerUrl door = door(database);
      String detour = door.secretText().replace(":" + door.port() + "/", ":" + proxy.port() + "/");
      proxy.refuse();
      Process process = start(detour, "--schemas", "public", "--anon-role", "anon");
      try {
        int port = port(reader(process));
        HttpResponse<String> early = get(client, port, "/there");
        assertThat(early.statusCode()).isEqualTo(503);
        assertThat(early.body()).contains("PGRST002");
        assertThat(early.headers().firstValue("Retry-After")).isPresent();
        proxy.restore();
        Await.until("it answers", () -> get(client, port, "/there").statusCode() == 200);
        assertThat(get(client, port, "/there").headers().firstValue("Server").orElse(""))
            .startsWith("postgrest/");
        proxy.refuse();
        Await.until("it is lost", () -> get(client, port, "/there").body().contains("PGRST000"));
        proxy.restore();
        Await.until("it answers again", () -> get(client, port, "/there").statusCode() == 200);
      } finally {
        stop(process);
      }
    }
  }

  @Test
  void withoutPatienceItEndsWhenTheDatabaseIsLost() throws Exception {
    try (TestDatabase database = TestDatabase.empty();
        TcpProxy proxy = TcpProxy.to(database.url().port())) {
      ServerUrl door = door(database);
      String detour = door.secretText().replace(":" + door.port() + "/", ":" + proxy.port() + "/");
      Process process = start(detour, WITHOUT_PATIENCE);
      try {
        port(reader(process));
        proxy.refuse();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
      } finally {
        stop(process);
      }
    }
  }

  @Test
  void flagsWinOverTheEnvironment() {
    RestCommand command = new RestCommand();
    new CommandLine(command)
        .parseArgs("--schemas", "a,b", "--anon-role", "web", "--set", "db-max-rows=7");
    var config =
        command.settings(Map.of("PGRST_DB_SCHEMAS", "c", "PGRST_DB_PLAN_ENABLED", "true")).config();
    assertThat(config.db().schemas()).containsExactly("a", "b");
    assertThat(config.db().anonRole()).isEqualTo("web");
    assertThat(config.db().maxRows()).isEqualTo(7);
    assertThat(config.http().planEnabled()).isTrue();
  }

  @Test
  void aFileIsReadAndTheEnvironmentAndFlagsWinOverIt(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rest.conf"),
            "db-schemas = \"f\"\ndb-max-rows = 3\ndb-anon-role = \"file\"\n");
    RestCommand command =
        CommandLine.populateCommand(
            new RestCommand(), "--config", file.toString(), "--anon-role", "web");
    var config = command.settings(Map.of("PGRST_DB_MAX_ROWS", "4")).config();
    assertThat(config.db().schemas()).containsExactly("f");
    assertThat(config.db().maxRows()).isEqualTo(4);
    assertThat(config.db().anonRole()).isEqualTo("web");
    Files.writeString(file, "db-schemas\n");
    assertThatThrownBy(() -> command.settings(Map.of()))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("rest.conf")
        .hasMessageContaining("line 1");
    Files.delete(file);
    assertThatThrownBy(() -> command.settings(Map.of()))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("check --config");
  }

  @Test
  void aSignalHasTheCatalogsReadAgain() throws Exception {
    try (TestDatabase database = TestDatabase.empty();
        HttpClient client = HttpClient.newHttpClient()) {
      Process process = start(door(database), "--schemas", "public", "--anon-role", "anon");
      try {
        int port = port(reader(process));
        int number = 0;
        for (String signal : List.of("USR1", "USR2")) {
          String table = "later" + number++;
          assertThat(get(client, port, "/" + table).statusCode()).isEqualTo(404);
          database
              .admin()
              .useHandle(h -> {
                h.execute("create table public." + table + " (id int primary key)");
                h.execute("grant select on public." + table + " to anon");
              });
          assertThat(get(client, port, "/" + table).statusCode()).isEqualTo(404);
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
          Await.until(
              table + " is known", () -> get(client, port, "/" + table).statusCode() == 200);
        }
      } finally {
        stop(process);
      }
    }
  }

  /** Logs in as a role that can do nothing but become others. */
  private static ServerUrl door(TestDatabase database) {
    String name = database.url().database() + "_door";
    database
        .admin()
        .useHandle(handle -> {
          handle.execute("create role " + name + " login noinherit password 'knock'");
          handle.execute("grant anon, authenticated, service_role to " + name);
        });
    return database.url().as(name, "knock");
  }

  private static Process start(ServerUrl url, String... more) throws IOException {
    return start(url.secretText(), more);
  }

  private static Process start(String address, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "rest",
                "--postgres",
                address,
                "--port",
                "0"));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String complaint(String address, String... more) throws Exception {
    Process process = start(address, more);
    try (BufferedReader output = reader(process)) {
      String line = output.lines().filter(l -> l.startsWith("error: ")).findFirst().orElse("");
      assertThat(process.waitFor()).isEqualTo(1);
      return line;
    }
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static int port(BufferedReader output) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(SERVING)) {
        Thread.ofVirtual().start(() -> drain(output));
        return Integer.parseInt(line.substring(SERVING.length()));
      }
      seen.append(line).append('\n');
    }
    throw new IOException("the server did not start:\n" + seen);
  }

  /** A process whose output nobody reads stops at some time. */
  private static void drain(BufferedReader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // the process was stopped
    }
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
