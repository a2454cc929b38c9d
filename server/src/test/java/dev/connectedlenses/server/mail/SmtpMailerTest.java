package dev.connectedlenses.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.connectedlenses.outbound.Secret;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Letters through a real mail server. */
class SmtpMailerTest {

  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final Letter LETTER =
      new Letter("ada@example.org", "Grüße", "Follow this: https://x.example/?a=1&b=2\n\n✓");

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private SmtpMailer mailer(String user, String password) {
    URI url = URI.create("smtp://127.0.0.1:" + server.getSmtp().getPort());
    return new SmtpMailer(
        new SmtpAccount(
            url,
            user.isEmpty() ? null : user,
            password.isEmpty() ? null : Secret.of(password),
            "Lenses <noreply@lenses.example>"),
        () -> NOW);
  }

  @Test
  void aLetterArrivesAsItWasWritten() throws Exception {
    mailer("", "").send(LETTER);
    assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
    MimeMessage message = server.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("Grüße");
    assertThat(message.getFrom()[0]).hasToString("Lenses <noreply@lenses.example>");
    assertThat(message.getAllRecipients()[0]).hasToString("ada@example.org");
    assertThat(message.getContent().toString().replace("\r\n", "\n").strip())
        .isEqualTo(LETTER.text());
    assertThat(message.getSentDate().toInstant()).isEqualTo(NOW);
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void aPasswordIsNotSentOverALineThatIsNotEncrypted() {
    GreenMailUser user = server.setUser("post", "post", "secret words");
    assertThatThrownBy(() -> mailer(user.getLogin(), "secret words").send(LETTER))
        .isInstanceOf(Mailer.UndeliverableException.class)
        .cause()
        .hasMessageContaining("STARTTLS");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void anAddressWithALineBreakNeverReachesTheMailServer() {
    Letter forged = new Letter("ada@example.org\r\nBcc: eve@example.org", "x", "y");
    assertThatThrownBy(() -> mailer("", "").send(forged))
        .isInstanceOf(Mailer.UndeliverableException.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aSubjectCannotAddAHeader() throws Exception {
    mailer("", "").send(new Letter("ada@example.org", "Hi\r\nBcc: eve@example.org", "y"));
    assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(server.getReceivedMessages()[0].getHeader("Bcc")).isNull();
  }

  @Test
  void theOutboxTriesAgainUntilTheMailServerIsThere() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    CountDownLatch sent = new CountDownLatch(1);
    Mailer late =
        letter -> {
          if (tries.incrementAndGet() < 3) {
            throw new Mailer.UndeliverableException("down", true, new IllegalStateException());
          }
          mailer("", "").send(letter);
          sent.countDown();
        };
    try (Outbox outbox = new Outbox(late, Duration.ofMillis(5))) {
      outbox.send(LETTER);
      assertThat(sent.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
      assertThat(tries).hasValue(3);
    }
  }
}
