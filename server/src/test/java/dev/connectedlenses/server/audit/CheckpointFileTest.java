package dev.connectedlenses.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.vault.MasterKey;
import dev.connectedlenses.testkit.Property;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file that nobody with the database alone can have changed. */
final class CheckpointFileTest {
  private static final CheckpointKey KEY = key("Jq3vX9tLw2Zr8Ny5Kd7Gf4Hs6Pb1Mc0Q");
  private static final CheckpointKey NEXT = key("Zr8Ny5Kd7Gf4Hs6Pb1Mc0QJq3vX9tLw2");
  private static final UUID OWNER = UUID.fromString("b0000000-0000-7000-8000-000000000001");

  @TempDir Path dir;

  private static CheckpointKey key(String master) {
    return new CheckpointKey(MasterKey.of(Secret.of(master)));
  }

  private static Checkpoint checkpoint(CheckpointKey key, long seq) {
    Instant at = Instant.ofEpochMilli(1_800_000_000_000L + seq);
    String hash = "%064x".formatted(seq);
    return new Checkpoint(
        OWNER, seq, hash, at, key.id(), key.sign(Checkpoint.text(OWNER, seq, hash, at)));
  }

  @Test
  void whatIsAppendedIsReadAndTheKeyComesFirstAndOnce() throws IOException {
    Path path = dir.resolve("new/audit.jsonl");
    CheckpointFile file = new CheckpointFile(path);
    assertThat(file.read()).isEqualTo(CheckpointFile.Content.NOTHING);
    file.append(KEY, List.of(checkpoint(KEY, 1), checkpoint(KEY, 2)));
    file.append(KEY, List.of(checkpoint(KEY, 3)));
    CheckpointFile.Content content = new CheckpointFile(path).read();
    assertThat(content.checkpoints())
        .containsExactly(checkpoint(KEY, 1), checkpoint(KEY, 2), checkpoint(KEY, 3));
    assertThat(content.keys()).containsOnlyKeys(KEY.id()).containsValue(KEY.publicKey());
    assertThat(content.damaged()).isEmpty();
    assertThat(Files.readAllLines(path)).hasSize(4);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void anotherKeyIsAddedAndOldSignaturesStayGood() throws IOException {
    Path path = dir.resolve("audit.jsonl");
    CheckpointFile file = new CheckpointFile(path);
    file.append(KEY, List.of(checkpoint(KEY, 1)));
    file.append(NEXT, List.of(checkpoint(NEXT, 2)));
    CheckpointFile.Content content = file.read();
    assertThat(content.keys()).containsOnlyKeys(KEY.id(), NEXT.id());
    assertThat(content.checkpoints())
        .allSatisfy(c -> {
          String publicKey = content.keys().getOrDefault(c.keyId(), "");
          assertThat(CheckpointKey.verifies(publicKey, c.text(), c.signature())).isTrue();
        });
  }

  @Test
  void withoutAPathNothingIsKept() throws IOException {
    CheckpointFile none = new CheckpointFile(null);
    none.append(KEY, List.of(checkpoint(KEY, 1)));
    assertThat(none.read()).isEqualTo(CheckpointFile.Content.NOTHING);
  }

  @Test
  void aLineThatWasBeingWrittenIsNoDamageAndTheNextBeginsAfterIt() throws IOException {
    Path path = dir.resolve("audit.jsonl");
    CheckpointFile file = new CheckpointFile(path);
    file.append(KEY, List.of(checkpoint(KEY, 1)));
    String whole = Files.readString(path);
    Files.writeString(path, whole + checkpoint(KEY, 2).line().substring(0, 40));
    assertThat(file.read().checkpoints()).containsExactly(checkpoint(KEY, 1));
    assertThat(file.read().damaged()).as("it died while it wrote").isEmpty();
    file.append(KEY, List.of(checkpoint(KEY, 2)));
    assertThat(file.read().checkpoints()).containsExactly(checkpoint(KEY, 1), checkpoint(KEY, 2));
    assertThat(file.read().damaged()).as("now it stands in the middle").containsExactly(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "{}",
        "[]",
        "{\"seq\":1}",
        "{\"seq\":\"1\",\"owner\":\"b0000000-0000-7000-8000-000000000001\",\"signed_at\":\"2026-01-01T00:00:00Z\"}",
        "{\"seq\":1.5,\"owner\":\"b0000000-0000-7000-8000-000000000001\",\"signed_at\":\"2026-01-01T00:00:00Z\"}",
        "{\"seq\":1,\"owner\":\"nobody\",\"signed_at\":\"2026-01-01T00:00:00Z\"}",
        "{\"seq\":1,\"owner\":\"b0000000-0000-7000-8000-000000000001\",\"signed_at\":\"yesterday\"}",
        "{\"public_key\":\"\"}",
        "{\"seq\":1,"
      })
  void aLineThatNobodyOfOursWroteIsDamage(String line) {
    String good = checkpoint(KEY, 1).line();
    CheckpointFile.Content content = CheckpointFile.parse(good + "\n" + line + "\n" + good + "\n");
    assertThat(content.damaged()).containsExactly(2);
    assertThat(content.checkpoints()).hasSize(2);
  }

  @Test
  void blankLinesAreNoDamage() {
    assertThat(CheckpointFile.parse("").damaged()).isEmpty();
    assertThat(CheckpointFile.parse("\n\n  \n").damaged()).isEmpty();
  }

  @Test
  void everyBitOfACheckpointIsSigned() {
    Checkpoint good = checkpoint(KEY, 7);
    assertThat(verifies(good)).isTrue();
    assertThat(verifies(with(good, 8, good.hash(), good.signedAt()))).isFalse();
    assertThat(verifies(with(good, 7, "00", good.signedAt()))).isFalse();
    assertThat(verifies(with(good, 7, good.hash(), good.signedAt().plusMillis(1)))).isFalse();
    Checkpoint other =
        new Checkpoint(
            new UUID(0, 1), 7, good.hash(), good.signedAt(), good.keyId(), good.signature());
    assertThat(verifies(other)).isFalse();
    assertThat(CheckpointKey.verifies(NEXT.publicKey(), good.text(), good.signature())).isFalse();
    assertThat(CheckpointKey.verifies("no hex", good.text(), good.signature())).isFalse();
    assertThat(CheckpointKey.verifies(KEY.publicKey(), good.text(), "")).isFalse();
    assertThat(CheckpointKey.verifies("00", good.text(), good.signature())).isFalse();
  }

  private static boolean verifies(Checkpoint c) {
    return CheckpointKey.verifies(KEY.publicKey(), c.text(), c.signature());
  }

  private static Checkpoint with(Checkpoint from, long seq, String hash, Instant at) {
    return new Checkpoint(from.owner(), seq, hash, at, from.keyId(), from.signature());
  }

  /** A whole file and where the power went. */
  private record Torn(String text, int at) {
    static Torn next(RandomGenerator random) {
      StringBuilder text = new StringBuilder("{\"public_key\":\"" + KEY.publicKey() + "\"}\n");
      int lines = random.nextInt(1, 5);
      for (int i = 1; i <= lines; i++) {
        text.append(checkpoint(KEY, i).line()).append('\n');
      }
      return new Torn(text.toString(), random.nextInt(text.length() + 1));
    }
  }

  @Test
  void whereverThePowerGoesWhatWasWholeBeforeIsReadAndNothingIsDamage() {
    Property.forAll(
        0x7047L,
        300,
        Torn::next,
        torn -> {
          String left = torn.text().substring(0, torn.at());
          CheckpointFile.Content content = CheckpointFile.parse(left);
          long ends = left.chars().filter(c -> c == '\n').count();
          boolean lastIsWhole =
              torn.at() < torn.text().length() && torn.text().charAt(torn.at()) == '\n';
          long whole = Math.max(0, ends + (lastIsWhole ? 1 : 0) - 1);
          assertThat(content.checkpoints()).hasSize((int) whole);
          assertThat(content.damaged()).isEmpty();
          assertThat(left.getBytes(StandardCharsets.UTF_8)).hasSize(torn.at());
        });
  }
}
