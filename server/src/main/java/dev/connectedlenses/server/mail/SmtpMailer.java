package dev.connectedlenses.server.mail;

import dev.connectedlenses.outbound.Secret;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Sends letters through a mail server. With {@code smtps} the connection is encrypted from the
 * start; with {@code smtp} as soon as the server offers it, and a password is never sent before.
 */
public final class SmtpMailer implements Mailer {

  private static final String PATIENCE_MILLIS = "15000";

  private final SmtpAccount account;
  private final InstantSource clock;
  private final Session session;

  public SmtpMailer(SmtpAccount account, InstantSource clock) {
    this.account = account;
    this.clock = clock;
    this.session = Session.getInstance(properties(account), credentials(account));
  }

  private static Properties properties(SmtpAccount account) {
    boolean secure = "smtps".equals(account.url().getScheme());
    boolean named = account.user() != null;
    int port = account.url().getPort() > 0 ? account.url().getPort() : secure ? 465 : 587;
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", account.url().getHost());
    properties.setProperty("mail.smtp.port", String.valueOf(port));
    properties.setProperty("mail.smtp.auth", String.valueOf(named));
    properties.setProperty("mail.smtp.ssl.enable", String.valueOf(secure));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.starttls.enable", "true");
    properties.setProperty("mail.smtp.starttls.required", String.valueOf(named && !secure));
    properties.setProperty("mail.smtp.localhost", "localhost");
    for (String wait : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.setProperty("mail.smtp." + wait, PATIENCE_MILLIS);
    }
    return properties;
  }

  private static @Nullable Authenticator credentials(SmtpAccount account) {
    Secret password = account.password();
    if (account.user() == null || password == null) {
      return null;
    }
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return password.expose(text -> new PasswordAuthentication(account.user(), text));
      }
    };
  }

  private MimeMessage message(Letter letter) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(account.from(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
    message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    message.setText(letter.text(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(Instant.ofEpochMilli(clock.millis())));
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  @Override
  public void send(Letter letter) throws UndeliverableException {
    try {
      Transport.send(message(letter));
    } catch (SendFailedException e) {
      throw new UndeliverableException("the mail server refused the letter", false, e);
    } catch (MessagingException e) {
      throw new UndeliverableException("the mail server cannot be used", true, e);
    }
  }
}
