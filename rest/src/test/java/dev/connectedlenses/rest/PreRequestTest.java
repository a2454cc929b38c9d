package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A function that runs before every request may let it pass, add headers, or refuse it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PreRequestTest {

  private static final RestConfig PLAIN = Fixture.config();

  private final Fixture fixture =
      Fixture.with(
          RestConfig.of(PLAIN.db().withPreRequest("public.before"), PLAIN.jwt())
              .withHttp(PLAIN.http()));

  @BeforeAll
  void prepare() {
    fixture
        .database()
        .admin()
        .useHandle(handle ->
            handle.execute(
                """
                create function public.before() returns void language plpgsql as $$
                begin
                  if current_setting('request.headers', true)::json ->> 'x-stop' is not null then
                    raise sqlstate 'PT451' using message = 'stopped';
                  end if;
                  perform set_config('response.headers', '[{"X-Lens":"before"}]', true);
                end $$
                """));
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  @Test
  void letsPassAndAddsHeaders() {
    RestResponse answer = fixture.get("/models?id=eq.1&select=id", "Accept-Profile", "ai");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Lens")).isEqualTo("before");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("[{\"id\":1}]");
  }

  @Test
  void refuses() {
    RestResponse answer = fixture.get("/models", "Accept-Profile", "ai", "X-Stop", "1");
    assertThat(answer.status()).isEqualTo(451);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("stopped");
  }
}
