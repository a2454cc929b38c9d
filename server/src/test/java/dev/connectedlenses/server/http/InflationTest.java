package dev.connectedlenses.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.testkit.Property;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packed bodies: what comes out, and what is never made. */
class InflationTest {

  private static final int LIMIT = 100_000;

  static byte[] packed(byte[] plain, String coding) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packing =
        coding.equals("deflate") ? new DeflaterOutputStream(out) : new GZIPOutputStream(out)) {
      packing.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  /** Bytes that hardly become smaller. */
  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static Response.Whole refusal(byte[] body, String coding) {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> Inflation.plain(body, coding, LIMIT));
    return (Response.Whole) refusal.response();
  }

  @Test
  void whatIsPackedComesBack() {
    Property.forAll(
        7,
        200,
        random -> {
          byte[] bytes = new byte[random.nextInt(3000)];
          random.nextBytes(bytes);
          return bytes;
        },
        bytes -> {
          for (String coding : new String[] {"gzip", "deflate", " GZIP ", "x-gzip"}) {
            assertThat(Inflation.plain(packed(bytes, coding.strip()), coding, LIMIT))
                .isEqualTo(bytes);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "Identity"})
  void aBodyThatIsNotPackedIsLeftAlone(String coding) {
    byte[] body = noise(50);
    assertThat(Inflation.plain(body, coding, 10)).isSameAs(body);
    assertThat(Inflation.plain(body, null, 10)).isSameAs(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "compress", "gzip, gzip", "gzip;q=1", "x"})
  void otherCodingsAreRefused(String coding) {
    assertThat(refusal(noise(50), coding).status()).isEqualTo(415);
  }

  @Test
  void theLimitOfBodiesHoldsForWhatComesOut() {
    assertThat(Inflation.plain(packed(noise(LIMIT), "gzip"), "gzip", LIMIT)).hasSize(LIMIT);
    assertThat(refusal(packed(noise(LIMIT + 1), "gzip"), "gzip").status()).isEqualTo(413);
  }

  /** The noise stays as large, the zeros become nearly nothing. */
  @ParameterizedTest
  @CsvSource({"1000, 8000, true", "1000, 12000, false"})
  void aBodyBecomesTenTimesAsLargeAtMost(int noise, int zeros, boolean taken) {
    byte[] plain = Arrays.copyOf(noise(noise), noise + zeros);
    byte[] body = packed(plain, "gzip");
    if (taken) {
      assertThat(Inflation.plain(body, "gzip", LIMIT)).isEqualTo(plain);
    } else {
      Response.Whole answer = refusal(body, "gzip");
      assertThat(answer.status()).isEqualTo(413);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("10 times");
    }
  }

  /** A gigabyte in a megabyte, and the same packed twice. */
  @Test
  void bombsAreNotUnpacked() {
    byte[] bomb = bomb(64 * 1024 * 1024);
    assertThat(refusal(bomb, "gzip").status()).isEqualTo(413);
    assertThat(refusal(bomb, "deflate").status()).isIn(400, 413);
    assertThat(refusal(packed(bomb, "gzip"), "gzip").status()).as("packed twice").isEqualTo(413);
  }

  private static byte[] bomb(int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
      byte[] zeros = new byte[1024 * 1024];
      for (int written = 0; written < size; written += zeros.length) {
        packing.write(zeros);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  @Test
  void damagedBodiesAreRefused() {
    byte[] good = packed(noise(1000), "gzip");
    for (int length = 1; length < good.length; length += 37) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThat(refusal(cut, "gzip").status()).as("%d bytes", length).isEqualTo(400);
    }
    byte[] flipped = good.clone();
    flipped[good.length / 2] ^= 1;
    assertThat(refusal(flipped, "gzip").status()).isEqualTo(400);
    assertThat(refusal("[{\"a\":1}]".getBytes(StandardCharsets.UTF_8), "gzip").status())
        .isEqualTo(400);
  }

  @Test
  void aStreamThatNeverEndsIsRefused() {
    Deflater deflater = new Deflater();
    deflater.setInput(noise(1000));
    byte[] unfinished = new byte[2000];
    int length = deflater.deflate(unfinished, 0, unfinished.length, Deflater.SYNC_FLUSH);
    deflater.end();
    assertThatThrownBy(() -> Inflation.plain(Arrays.copyOf(unfinished, length), "deflate", LIMIT))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void nothingPackedIsNothing() {
    assertThat(Inflation.plain(new byte[0], "gzip", LIMIT)).isEmpty();
  }
}
