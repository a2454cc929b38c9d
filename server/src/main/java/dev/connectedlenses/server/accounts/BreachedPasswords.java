package dev.connectedlenses.server.accounts;

import dev.connectedlenses.database.StartRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Passwords that attackers try first: the most common ones, and those of a file of the operator's.
 * Only the first eight bytes of their SHA-1 are kept, which nearly never meet by chance.
 */
public final class BreachedPasswords {

  /** The most common ones alone. */
  public static final BreachedPasswords COMMON = new BreachedPasswords(common());

  private static final Pattern HASH = Pattern.compile("[0-9A-Fa-f]{40}(:\\d+)?");

  private final long[] sorted;

  private BreachedPasswords(long[] prefixes) {
    this.sorted = prefixes;
    Arrays.sort(sorted);
  }

  private static long[] common() {
    try (InputStream in =
            BreachedPasswords.class.getResourceAsStream("/accounts/common-passwords.txt");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return lines.lines().mapToLong(BreachedPasswords::prefix).toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The most common ones and those of this file, where it exists: one in a line, as text or as
   * SHA-1 in hexadecimal, a colon and a count behind it being left out.
   */
  public static BreachedPasswords andThoseIn(Path file) {
    if (!Files.exists(file)) {
      return COMMON;
    }
    try (Stream<String> lines = Files.lines(file)) {
      LongStream theirs = lines.filter(line -> !line.isBlank()).mapToLong(BreachedPasswords::entry);
      return new BreachedPasswords(
          LongStream.concat(Arrays.stream(COMMON.sorted), theirs).toArray());
    } catch (IOException | UncheckedIOException e) {
      throw new StartRefusedException(
          "%s cannot be read; make it a readable text file in UTF-8, or remove it".formatted(file),
          e);
    }
  }

  private static long entry(String line) {
    return HASH.matcher(line).matches()
        ? ByteBuffer.wrap(HexFormat.of().parseHex(line.substring(0, 40))).getLong()
        : prefix(line);
  }

  /** Whether attackers try it first, as it is or in small letters. */
  public boolean contains(String password) {
    return Arrays.binarySearch(sorted, prefix(password)) >= 0
        || Arrays.binarySearch(sorted, prefix(password.toLowerCase(Locale.ROOT))) >= 0;
  }

  private static long prefix(String password) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return ByteBuffer.wrap(sha1.digest(password.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-1", e);
    }
  }
}
