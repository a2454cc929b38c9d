package dev.connectedlenses.server.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * A body that is refused for its length. A client that still sends when the connection ends often
 * loses the answer, so what is left of a body that is not much too long is taken and thrown away.
 */
record Leftover(Request request, long most) {

  private static final int TIMES = 4;
  private static final Duration TIME = Duration.ofSeconds(2);

  /**
   * The body of a request.
   *
   * @param limit how many bytes a body may have
   */
  static Leftover of(Request request, int limit) {
    return new Leftover(request, (long) TIMES * limit);
  }

  /** Takes it, if it is not too long and was not announced only to hear whether to send it. */
  void drain() throws InterruptedException {
    if (request.getLength() > most || request.getHeaders().contains(HttpHeader.EXPECT)) {
      return;
    }
    CompletableFuture<Void> end = new CompletableFuture<>();
    Content.Source.consumeAll(
        request, Callback.from(() -> end.complete(null), end::completeExceptionally));
    try {
      end.get(TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      request.fail(e);
    } catch (ExecutionException e) {
      // whoever went away in the middle does not read the refusal either
    }
  }
}
