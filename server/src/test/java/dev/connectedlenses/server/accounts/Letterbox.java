package dev.connectedlenses.server.accounts;

import dev.connectedlenses.server.mail.Letter;
import dev.connectedlenses.server.mail.Mailer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps the letters that a test waits for. */
final class Letterbox implements Mailer {

  private static final Pattern LINK = Pattern.compile("https?://\\S+");
  private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

  private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();

  @Override
  public void send(Letter letter) {
    letters.add(letter);
  }

  /** The next letter, to this address. */
  Letter next(String to) throws InterruptedException {
    Letter letter = letters.poll(10, TimeUnit.SECONDS);
    if (letter == null || !letter.to().equals(to)) {
      throw new AssertionError("expected a letter to " + to + ", got " + letter);
    }
    return letter;
  }

  /** The next letter if one comes at once. */
  @Nullable Letter poll() {
    return letters.poll();
  }

  static String link(Letter letter) {
    return first(LINK, letter);
  }

  static String code(Letter letter) {
    return first(CODE, letter);
  }

  private static String first(Pattern pattern, Letter letter) {
    Matcher found = pattern.matcher(letter.text());
    if (!found.find()) {
      throw new AssertionError("no " + pattern + " in " + letter);
    }
    return found.group();
  }
}
