package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Eight callers share a few connections; every answer is that of its caller. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IdentityBleedTest {

  private static final int CALLERS = 8;
  private static final int REQUESTS = 400;

  private final Fixture fixture = Fixture.conformance();

  @AfterAll
  void close() {
    fixture.close();
  }

  @Test
  void everyAnswerBelongsToItsCaller() throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Caller caller = new Caller(i);
        callers.add(threads.submit(caller::ask));
      }
      int asked = 0;
      for (Future<Integer> caller : callers) {
        asked += caller.get();
      }
      assertThat(asked).isEqualTo(CALLERS * REQUESTS);
    }
  }

  /** One caller, who asks in several ways who it is, and makes mistakes in between. */
  private final class Caller {
    private final Random random;
    private final String subject;
    private final String[] headers;

    Caller(int number) {
      random = new Random(number);
      subject = new UUID(7, number).toString();
      String token = Tokens.of("{\"role\":\"authenticated\",\"sub\":\"%s\"}".formatted(subject));
      headers =
          new String[] {
            "Authorization",
            "Bearer " + token,
            "X-Probe",
            subject,
            "Content-Type",
            "application/json"
          };
    }

    int ask() {
      for (int i = 0; i < REQUESTS; i++) {
        switch (random.nextInt(5)) {
          case 0 -> same(fixture.send("POST", "/rpc/fn_now_claims", "{}", headers));
          case 1 -> same(fixture.get("/rpc/fn_now_claims", headers));
          case 2 ->
              failed(fixture.send("POST", "/rpc/fn_raise", "{\"p_state\":\"P0001\"}", headers));
          case 3 -> failed(fixture.get("/vw_lenses_public?id=eq.x", headers));
          default -> echoed(random.nextInt(1000));
        }
      }
      return REQUESTS;
    }

    private void same(RestResponse answer) {
      JsonNode body = JsonMapper.shared().readTree(answer.body());
      assertThat(body.path("claims").path("sub").asString("")).isEqualTo(subject);
      assertThat(body.path("x").asString("")).isEqualTo(subject);
      assertThat(body.path("role").asString("")).isEqualTo("authenticated");
    }

    private void failed(RestResponse answer) {
      assertThat(answer.status()).isEqualTo(400);
    }

    private void echoed(int number) {
      String text = subject + "-" + number;
      RestResponse answer =
          fixture.send("POST", "/rpc/fn_text", "{\"p_t\":\"%s\"}".formatted(text), headers);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("\"" + text + "\"");
    }
  }
}
