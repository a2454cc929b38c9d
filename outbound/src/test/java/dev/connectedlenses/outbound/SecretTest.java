package dev.connectedlenses.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SecretTest {
  private static final String CANARY = "sk-canary-71b2";

  @Test
  void printsNothingOfItsContent() {
    Secret secret = Secret.of(CANARY);
    assertThat(secret.toString()).isEqualTo("[secret]");
    assertThat(Map.of("key", secret).toString()).doesNotContain(CANARY);
    assertThat(String.valueOf(Credential.bearer(secret))).doesNotContain(CANARY);
    assertThat(secret.hashCode()).isEqualTo(Secret.of("other").hashCode());
  }

  @Test
  void cannotBeSerialised() throws Exception {
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThatThrownBy(() -> out.writeObject(Secret.of(CANARY)))
          .isInstanceOf(NotSerializableException.class);
    }
  }

  @Test
  void equalsByContentUntilWiped() {
    Secret secret = Secret.of(CANARY);
    assertThat(secret).isEqualTo(Secret.of(CANARY)).isNotEqualTo(Secret.of(CANARY + "x"));
    assertThat(secret).isNotEqualTo(Secret.of("")).isNotEqualTo(null);
    Secret wiped = Secret.of(CANARY);
    wiped.close();
    assertThat(secret).isNotEqualTo(wiped);
    assertThat(Secret.of("")).isNotEqualTo(wiped);
  }

  @Test
  void isOfNoUseOnceClosed() {
    Secret secret = Secret.of(CANARY);
    assertThat(secret.<Integer>expose(String::length)).isEqualTo(CANARY.length());
    secret.close();
    assertThatThrownBy(() -> secret.expose(String::length))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void findsItselfInOtherTexts() {
    Secret secret = Secret.of(CANARY);
    assertThat(secret.redact("Incorrect key: " + CANARY + "!"))
        .isEqualTo("Incorrect key: [secret]!");
    assertThat(Secret.of("").redact("nothing to hide")).isEqualTo("nothing to hide");
  }
}
