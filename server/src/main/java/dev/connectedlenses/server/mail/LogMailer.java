package dev.connectedlenses.server.mail;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints letters on the server's own log, where its operator finds the links that nobody could be
 * sent. Only for a server without a mail server.
 */
public final class LogMailer implements Mailer {

  private static final Logger LOG = LoggerFactory.getLogger("mail");

  @Override
  public void send(Letter letter) {
    LOG.info(
        "no mail server is set (CLENS_SMTP), so this letter is printed\nTo: {}\nSubject: {}\n\n{}",
        letter.to(),
        letter.subject(),
        letter.text());
  }
}
