package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.run.InvariantChecker;
import dev.connectedlenses.testkit.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F01: a start that was answered for is there and ends well, though its door is killed at once. */
final class AcknowledgedStartsTest {
  private static final boolean FULL = "full".equals(System.getProperty("suite"));
  private static final int DOORS = FULL ? 50 : 1;
  private static final int STARTS = 100;
  private static final int CLIENTS = 8;

  private final LiveServer live;
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

  AcknowledgedStartsTest(@TempDir Path folder) {
    live = new LiveServer(folder);
  }

  @AfterEach
  void holdsItsPromises() {
    try (live) {
      InvariantChecker.check(live.database.admin());
    }
  }

  /** Starts runs at one door until it is gone. */
  private void startUntilGone(URI door, String token, String workflow) {
    HttpRequest request =
        HttpRequest.newBuilder(door.resolve("/rest/v1/rpc/fn_start_workflow_run"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString("{\"p_workflow_id\":\"" + workflow + "\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (true) {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        acknowledged.add(answer.body().replace("\"", ""));
      }
    } catch (IOException e) {
      // that was the kill
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void f01WhatWasAcknowledgedSurvivesTheDoor() throws Exception {
    String token = live.owner();
    String workflow =
        live.rpc(token, "fn_create_workflow", "{'p_title':'Say'}").path(0).path("id").asString();
    live.rpc(
        token,
        "fn_upsert_workflow_nodes",
        "{'p_workflow_id':'%s','p_nodes':[{'label':'say','kind':'transform','config':{'text':'hello'}}]}"
            .formatted(workflow));
    for (int door = 1; door <= DOORS; door++) {
      killADoorInTheMiddle(token, workflow, door * STARTS);
    }
    Await.until(
        "all runs end",
        Duration.ofMinutes(2),
        () -> live.sql("select count(*) from engine.run_queue").equals("0"));
    String ids = String.join(",", acknowledged);
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(DOORS * STARTS).doesNotHaveDuplicates();
    assertThat(
            live.sql(
                "select count(*) from lenses.workflow_runs where status = 'completed' and id = any ('{%s}')"
                    .formatted(ids)))
        .as("acknowledged runs that completed")
        .isEqualTo("" + acknowledged.size());
    System.out.println(
        "F01: acknowledged starts / doors killed: " + acknowledged.size() + " / " + DOORS);
  }

  private void killADoorInTheMiddle(String token, String workflow, int enough) throws Exception {
    try (ServerProcess door = ServerProcess.start(live.config, "api");
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.execute(() -> startUntilGone(door.url(), token, workflow));
      }
      Await.until("enough starts are acknowledged", () -> acknowledged.size() >= enough);
      door.kill();
    }
  }
}
