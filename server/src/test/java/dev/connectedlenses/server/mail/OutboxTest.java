package dev.connectedlenses.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Letters go out behind the requests, in order, and a lost one does not keep the next. */
class OutboxTest {

  private static final Letter ONE = new Letter("a@example.org", "1", "");
  private static final Letter TWO = new Letter("a@example.org", "2", "");

  private final List<Letter> sent = Collections.synchronizedList(new ArrayList<>());

  @Test
  void whatIsReadyIsSentBeforeTheEnd() {
    try (Outbox outbox = new Outbox(sent::add, Duration.ofHours(1))) {
      outbox.send(ONE);
      outbox.send(TWO);
    }
    assertThat(sent).containsExactly(ONE, TWO);
  }

  @Test
  void workThatFailsDoesNotKeepTheNext() {
    try (Outbox outbox = new Outbox(sent::add, Duration.ofHours(1))) {
      assertThat(
              outbox.later(() -> {
                throw new IllegalStateException("no database");
              }))
          .isTrue();
      assertThat(outbox.later(() -> outbox.send(ONE))).isTrue();
      assertThat(awaited(outbox)).isTrue();
    }
    assertThat(sent).containsExactly(ONE);
  }

  private static boolean awaited(Outbox outbox) {
    CountDownLatch done = new CountDownLatch(1);
    outbox.later(() -> outbox.later(done::countDown));
    try {
      return done.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void aLetterThatIsRefusedForGoodIsTriedOnce() {
    Mailer refusing =
        letter -> {
          sent.add(letter);
          throw new Mailer.UndeliverableException("no such mailbox", false, new Exception());
        };
    try (Outbox outbox = new Outbox(refusing, Duration.ofMillis(1))) {
      outbox.send(ONE);
      assertThat(awaited(outbox)).isTrue();
    }
    assertThat(sent).containsExactly(ONE);
  }

  @Test
  void whoAsksWhenTooMuchIsWaitingIsTold() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (Outbox outbox = new Outbox(sent::add, Duration.ofHours(1))) {
      outbox.later(() -> {
        begun.countDown();
        try {
          end.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      int taken = 0;
      while (outbox.later(() -> {}) && taken < 5000) {
        taken++;
      }
      assertThat(taken).isEqualTo(1000);
      end.countDown();
    }
  }

  @Test
  void afterTheEndALetterIsDropped() {
    Outbox outbox = new Outbox(sent::add, Duration.ofHours(1));
    outbox.close();
    outbox.send(ONE);
    assertThat(sent).isEmpty();
  }

  @Test
  void withoutAMailServerTheLetterIsOnTheLog() {
    Logger log = (Logger) LoggerFactory.getLogger("mail");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try {
      new LogMailer().send(new Letter("a@example.org", "Sign in", "https://x.example/?token=t"));
    } finally {
      log.detachAppender(lines);
    }
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.getFirst().getFormattedMessage())
        .contains("CLENS_SMTP", "To: a@example.org", "Sign in", "https://x.example/?token=t");
  }
}
