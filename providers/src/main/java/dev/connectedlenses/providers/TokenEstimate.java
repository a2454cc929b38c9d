package dev.connectedlenses.providers;

import java.util.List;

/**
 * Counts tokens where nobody else did: one for every four characters begun, and four for the frame
 * of each message. Meant for the demo provider and for previews, never for a bill.
 */
public final class TokenEstimate {
  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final int TOKENS_PER_MESSAGE = 4;

  private TokenEstimate() {}

  public static long of(String text) {
    long characters = text.codePointCount(0, text.length());
    return Math.ceilDiv(characters, CHARACTERS_PER_TOKEN);
  }

  public static long of(List<ChatMessage> messages) {
    return messages.stream().mapToLong(m -> of(m.text()) + TOKENS_PER_MESSAGE).sum();
  }

  /** The longest beginning of {@code text} that counts at most {@code tokens}, cut at a word. */
  public static String cut(String text, long tokens) {
    if (of(text) <= tokens) {
      return text;
    }
    int end = text.offsetByCodePoints(0, Math.toIntExact(tokens * CHARACTERS_PER_TOKEN));
    int space = text.lastIndexOf(' ', end);
    return text.substring(0, space > 0 ? space : end).stripTrailing();
  }
}
