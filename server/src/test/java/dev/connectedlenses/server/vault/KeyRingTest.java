package dev.connectedlenses.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Secrets in two parts: every change, swap and old version is noticed; another key takes over. */
class KeyRingTest {
  private static final byte[] WORDS = "sk-canary-0123456789".getBytes(StandardCharsets.UTF_8);

  private final SecureRandom random = new SecureRandom();
  private final MasterKey old = MasterKey.fleeting(random);
  private final MasterKey fresh = MasterKey.fleeting(random);
  private final KeyRing ring = new KeyRing(List.of(old), random);

  private static void refused(KeyRing ring, Sealed sealed, String purpose) {
    assertThatThrownBy(() -> ring.open(sealed, purpose))
        .isInstanceOf(GeneralSecurityException.class);
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return changed;
  }

  @Test
  void whatWasSealedOpensForItsPurposeOnly() throws Exception {
    Sealed sealed = ring.seal(WORDS, "key 1, version 1");
    assertThat(ring.open(sealed, "key 1, version 1")).isEqualTo(WORDS);
    refused(ring, sealed, "key 2, version 1");
    refused(ring, sealed, "key 1, version 2");
    assertThat(sealed.sealer()).isEqualTo(old.id());
  }

  @Test
  void everyFlippedBitIsNoticed() {
    Sealed sealed = ring.seal(WORDS, "key 1");
    for (int bit = 0; bit < sealed.ciphertext().length * 8; bit++) {
      byte[] changed = flipped(sealed.ciphertext(), bit);
      refused(ring, new Sealed(changed, sealed.wrappedKey(), old.id()), "key 1");
    }
    for (int bit = 0; bit < sealed.wrappedKey().length * 8; bit++) {
      byte[] changed = flipped(sealed.wrappedKey(), bit);
      refused(ring, new Sealed(sealed.ciphertext(), changed, old.id()), "key 1");
    }
  }

  @Test
  void partsOfTwoDoNotFit() {
    Sealed one = ring.seal(WORDS, "key 1");
    Sealed two = ring.seal(WORDS, "key 1");
    refused(ring, new Sealed(one.ciphertext(), two.wrappedKey(), old.id()), "key 1");
    refused(ring, new Sealed(one.wrappedKey(), one.ciphertext(), old.id()), "key 1");
    for (int length = 0; length < one.wrappedKey().length; length++) {
      byte[] cut = Arrays.copyOf(one.wrappedKey(), length);
      refused(ring, new Sealed(one.ciphertext(), cut, old.id()), "key 1");
    }
  }

  @Test
  void aDestroyedDataKeyOpensNothing() {
    Sealed sealed = ring.seal(WORDS, "key 1");
    refused(ring, new Sealed(sealed.ciphertext(), new byte[29], old.id()), "key 1");
    refused(ring, new Sealed(sealed.ciphertext(), new byte[60], old.id()), "key 1");
  }

  @Test
  void anotherMasterKeyTakesOverWithoutTouchingTheSecret() throws Exception {
    Sealed sealed = ring.seal(WORDS, "key 1");
    KeyRing both = new KeyRing(List.of(fresh, old), random);
    assertThat(both.open(sealed, "key 1")).isEqualTo(WORDS);
    Sealed rewrapped = both.rewrap(sealed, "key 1");
    assertThat(rewrapped.sealer()).isEqualTo(fresh.id()).isEqualTo(both.sealer());
    assertThat(rewrapped.ciphertext()).isEqualTo(sealed.ciphertext());
    KeyRing later = new KeyRing(List.of(fresh), random);
    assertThat(later.open(rewrapped, "key 1")).isEqualTo(WORDS);
    refused(later, sealed, "key 1");
    refused(ring, rewrapped, "key 1");
    refused(both, new Sealed(rewrapped.ciphertext(), rewrapped.wrappedKey(), old.id()), "key 1");
  }

  @Test
  void noTwoNoncesOrDataKeysAreTheSame() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      Sealed sealed = ring.seal(WORDS, "key 1");
      seen.add(Arrays.toString(Arrays.copyOf(sealed.ciphertext(), Gcm.NONCE)));
      seen.add(Arrays.toString(Arrays.copyOf(sealed.wrappedKey(), Gcm.NONCE)));
    }
    assertThat(seen).hasSize(4_000);
  }
}
