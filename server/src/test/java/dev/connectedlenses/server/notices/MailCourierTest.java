package dev.connectedlenses.server.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.server.mail.Mailer;
import dev.connectedlenses.server.mail.SmtpAccount;
import dev.connectedlenses.server.mail.SmtpMailer;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages as letters, through a real mail server. */
final class MailCourierTest {
  private final Told told = new Told();
  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private Identity ada;

  @BeforeEach
  void arrange() {
    server.start();
    ada = told.person("ada");
    told.target(ada, null);
  }

  @AfterEach
  void close() {
    server.stop();
    told.close();
  }

  private Mailer mailer() {
    URI url = URI.create("smtp://127.0.0.1:" + server.getSmtp().getPort());
    return new SmtpMailer(
        new SmtpAccount(url, null, null, "Lenses <noreply@lenses.example>"),
        InstantSource.system());
  }

  @Test
  void aLetterTellsWhatHappenedToTheConfirmedAddress() throws Exception {
    told.happen(1);
    try (Deliveries _ = told.deliveries(3, mailer()).start()) {
      assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
      told.awaitOutbox("0 1 0");
    }
    MimeMessage letter = server.getReceivedMessages()[0];
    assertThat(letter.getAllRecipients()[0]).hasToString("ada@example.org");
    assertThat(letter.getSubject()).isEqualTo("Run completed: Brief no. 1");
    assertThat(letter.getContent().toString())
        .contains("workflow title: Brief no. 1")
        .contains("status: completed")
        .contains(
            "https://lenses.example/runs/"
                + told.one("select payload #>> '{data,run_id}' from engine.outbox"))
        .contains(told.one("select id::text from engine.outbox"));
  }

  @Test
  void nobodyIsWrittenToWhoseAddressIsNotConfirmed() {
    told.database
        .admin()
        .useHandle(h -> h.execute("update auth.users set email_confirmed_at = null"));
    told.happen(1);
    try (Deliveries _ = told.deliveries(1, mailer()).start()) {
      told.awaitOutbox("0 0 1");
    }
    assertThat(server.getReceivedMessages()).isEmpty();
    assertThat(told.one("select last_error from engine.outbox")).contains("no confirmed address");
  }

  @Test
  void withoutAMailServerTheReasonIsSaid() {
    told.happen(1);
    try (Deliveries _ = told.deliveries(1, null).start()) {
      told.awaitOutbox("0 0 1");
    }
    assertThat(told.one("select last_error from engine.outbox")).contains("CLENS_SMTP");
  }

  @Test
  void aMailServerThatIsDownIsTriedAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    Mailer real = mailer();
    Mailer late =
        letter -> {
          if (tries.incrementAndGet() < 3) {
            throw new Mailer.UndeliverableException("down", true, new IllegalStateException());
          }
          real.send(letter);
        };
    told.happen(1);
    try (Deliveries _ = told.deliveries(5, late).start()) {
      assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
      told.awaitOutbox("0 1 0");
    }
    assertThat(tries).hasValue(3);
  }
}
