package dev.connectedlenses.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.outbound.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was sealed opens unchanged, in its place, with its key, and otherwise not at all. */
class EnvelopeTest {

  private static final byte[] WORDS = "the private part".getBytes(StandardCharsets.UTF_8);

  private final SecureRandom random = new SecureRandom();
  private final Envelope envelope = new Envelope(MasterKey.fleeting(random), random);

  @Test
  void whatWasSealedOpens() throws Exception {
    byte[] sealed = envelope.seal(WORDS, "key 1");
    assertThat(envelope.open(sealed, "key 1")).isEqualTo(WORDS);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("private");
    assertThat(envelope.open(envelope.seal(new byte[0], "empty"), "empty")).isEmpty();
  }

  @Test
  void everyFlippedBitIsNoticed() {
    byte[] sealed = envelope.seal(WORDS, "key 1");
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> envelope.open(changed, "key 1"))
          .as("bit %d", bit)
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void aShortenedOneIsNoticed() {
    byte[] sealed = envelope.seal(WORDS, "key 1");
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> envelope.open(cut, "key 1"))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void oneInThePlaceOfAnotherDoesNotOpen() {
    byte[] sealed = envelope.seal(WORDS, "key 1");
    assertThatThrownBy(() -> envelope.open(sealed, "key 2"))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void anotherMasterKeyDoesNotOpenIt() {
    byte[] sealed = envelope.seal(WORDS, "key 1");
    Envelope other = new Envelope(MasterKey.fleeting(random), random);
    assertThat(other.sealer()).isNotEqualTo(envelope.sealer());
    assertThatThrownBy(() -> other.open(sealed, "key 1"))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void theSameWordsNeverLookTheSame() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      seen.add(java.util.HexFormat.of().formatHex(envelope.seal(WORDS, "key 1")));
    }
    assertThat(seen).hasSize(100);
  }

  @Test
  void aMasterKeyThatIsGivenIsTheSameEverywhere() throws Exception {
    MasterKey here = MasterKey.of(Secret.of("correct horse battery staple correct"));
    MasterKey there = MasterKey.of(Secret.of("correct horse battery staple correct"));
    byte[] sealed = new Envelope(here, random).seal(WORDS, "key 1");
    assertThat(new Envelope(there, random).open(sealed, "key 1")).isEqualTo(WORDS);
    assertThat(here.derive("a")).isNotEqualTo(here.derive("b")).hasSize(32);
  }
}
