package dev.connectedlenses.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of the page as they are sent. */
final class AssetTest {
  private static byte[] text(int length) {
    return "a".repeat(length).getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "/index.html,text/html; charset=utf-8",
    "/assets/app-1a2b.js,text/javascript; charset=utf-8",
    "/assets/app-1a2b.css,text/css; charset=utf-8",
    "/site.webmanifest,application/manifest+json; charset=utf-8",
    "/icon.svg,image/svg+xml; charset=utf-8",
    "/icon.png,image/png",
    "/font.woff2,font/woff2",
    "/data.json,application/json; charset=utf-8",
    "/archive.tar.gz,application/octet-stream",
    "/INDEX.HTML,application/octet-stream",
    "/noextension,application/octet-stream"
  })
  void typesGoByTheEndOfTheName(String path, String type) {
    assertThat(Asset.of(path, text(10)).type()).isEqualTo(type);
  }

  @Test
  void longTextsAreCompressedAndNothingElseIs() throws IOException {
    byte[] page = text(5_000);
    byte[] packed = Objects.requireNonNull(Asset.of("/a.js", page).gzip());
    assertThat(packed.length).isLessThan(page.length);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      assertThat(in.readAllBytes()).isEqualTo(page);
    }
    assertThat(Asset.of("/a.js", text(1_023)).gzip()).isNull();
    assertThat(Asset.of("/a.js", text(1_024)).gzip()).isNotNull();
    assertThat(Asset.of("/a.png", page).gzip()).isNull();
    assertThat(Asset.of("/a.woff2", page).gzip()).isNull();
  }

  @Test
  void tagsFollowFromTheBytesAlone() {
    String tag = Asset.of("/a.js", text(10)).tag();
    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    assertThat(Asset.of("/b.css", text(10)).tag()).isEqualTo(tag);
    assertThat(Asset.of("/a.js", text(11)).tag()).isNotEqualTo(tag);
  }
}
