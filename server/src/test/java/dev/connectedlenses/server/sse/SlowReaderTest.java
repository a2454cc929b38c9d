package dev.connectedlenses.server.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.run.InvariantChecker;
import dev.connectedlenses.server.LiveServer;
import dev.connectedlenses.server.http.HttpSettings;
import dev.connectedlenses.server.http.HttpSettings.Limits;
import dev.connectedlenses.testkit.Await;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * F19: one reader takes nothing of its stream while others read the same run. Neither the run nor
 * the others wait for it; it is cut, and what it missed is there when it comes back.
 */
@Timeout(180)
class SlowReaderTest {
  private static final int READERS = "full".equals(System.getProperty("suite")) ? 200 : 20;
  private static final int NODES = 12;
  private static final int TEXT = 250_000;
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final StreamSettings MANY =
      new StreamSettings(
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofMillis(100),
          Duration.ofMillis(1),
          READERS + 1);

  private final LiveServer live;
  private final String token;

  SlowReaderTest(@TempDir Path folder) {
    live = new LiveServer(folder);
    token = live.owner();
  }

  @AfterEach
  void holdsItsPromises() {
    try (live) {
      InvariantChecker.check(live.database.admin());
    }
  }

  /** A door that cuts whoever neither reads nor writes for three seconds. */
  private static HttpSettings impatient() {
    HttpSettings usual = HttpSettings.loopback(0);
    Limits limits = usual.limits();
    return new HttpSettings(
        usual.address(),
        usual.port(),
        usual.hosts(),
        usual.proxies(),
        new Limits(
            limits.target(),
            limits.headers(),
            limits.body(),
            limits.headerTime(),
            limits.bodyTime(),
            Duration.ofSeconds(3),
            limits.drain()));
  }

  /** A run that has begun, waits for a person, and will then have some megabytes of events. */
  private UUID waitingRun() {
    String workflow =
        live.rpc(token, "fn_create_workflow", "{'p_title':'Much'}").path(0).path("id").asString();
    String id = workflow.substring(0, 8) + "-0000-7000-8000-0000000000";
    StringBuilder nodes = new StringBuilder("{'id':'" + id + "99','label':'go','kind':'approval'}");
    List<String> edges = new ArrayList<>();
    for (int i = 10; i < 10 + NODES; i++) {
      nodes.append(
          ",{'id':'%s%d','label':'n%d','kind':'transform','config':{'text':'[[text]][[go!]]'}}"
              .formatted(id, i, i));
      edges.add(
          "{'source_node_id':'%s99','target_node_id':'%s%d','source_output_key':'data','target_param_label':'go'}"
              .formatted(id, id, i));
    }
    String whose = "{'p_workflow_id':'" + workflow + "',";
    live.rpc(token, "fn_upsert_workflow_nodes", whose + "'p_nodes':[" + nodes + "]}");
    live.rpc(
        token, "fn_upsert_workflow_edges", whose + "'p_edges':[" + String.join(",", edges) + "]}");
    String text = "x".repeat(TEXT);
    return UUID.fromString(
        live.rpc(token, "fn_start_workflow_run", whose + "'p_inputs':{'text':'" + text + "'}}")
            .asString());
  }

  private void answer(UUID run) {
    live.rpc(
        token,
        "fn_complete_human_input",
        "{'p_run_id':'%s','p_node_id':'%s','p_values':{}}"
            .formatted(
                run,
                live.sql(
                    "select node_id from lenses.workflow_node_results where status = 'blocked'")));
  }

  /** The numbers of all events after this one to the run's end. */
  private static List<Long> readAll(EventServer served, UUID run, UUID who, long after)
      throws Exception {
    List<Long> ids = new ArrayList<>();
    long last = after;
    boolean ended = false;
    while (!ended) {
      try (EventReader reader = served.open(run, who, "?after=" + last)) {
        while (!ended) {
          EventReader.Message message = reader.next();
          ended = message.event().equals("run.completed");
          if (message.id() > 0) {
            ids.add(message.id());
            last = message.id();
          }
        }
      } catch (EOFException _) {
        // on a machine that is busy enough whoever reads is cut too, and comes back as clients do
      }
    }
    return ids;
  }

  /** A connection with next to no room for what arrives, which has asked for the stream. */
  private static Socket slowReader(int port, UUID run, UUID who) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    say(
        socket,
        "GET /v1/runs/%s/events HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(run, who));
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isCut(Socket socket) {
    try {
      say(socket, "x");
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void f19OneWhoReadsNothingKeepsNobodyBack() throws Exception {
    UUID run = waitingRun();
    UUID owner =
        UUID.fromString(
            live.sql("select user_id from lensers.profiles where user_id is not null limit 1"));
    Await.until(
        "the run waits for a person",
        () ->
            live.sql("select count(*) from lenses.workflow_node_results where status = 'blocked'")
                .equals("1"));
    try (EventServer served = new EventServer(live.database, () -> NOW, MANY, impatient());
        Socket slow = slowReader(served.http().port(), run, owner);
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<List<Long>> good = () -> readAll(served, run, owner, 0);
      List<Future<List<Long>>> told = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        told.add(readers.submit(good));
      }
      answer(run);
      long last = told.getFirst().get().getLast();
      List<Long> all = LongStream.rangeClosed(1, last).boxed().toList();
      for (Future<List<Long>> one : told) {
        assertThat(one.get()).isEqualTo(all);
      }
      Await.until("the slow reader is cut", () -> isCut(slow));
      assertThat(readAll(served, run, owner, 1)).isEqualTo(all.subList(1, all.size()));
    }
  }
}
