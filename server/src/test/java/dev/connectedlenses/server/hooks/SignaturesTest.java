package dev.connectedlenses.server.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignaturesTest {
  /** The example of the Standard Webhooks specification's own libraries. */
  private static final byte[] SECRET =
      Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIME = "1614265330";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final String GOOD = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void thePublishedVectorHolds() {
    assertThat(holds(GOOD)).isTrue();
    assertThat(holds("v1,AAAA v2,xyz " + GOOD)).as("one of many is enough").isTrue();
    assertThat(Signatures.holds(List.of(new byte[32], SECRET), GOOD, ID, TIME, BODY))
        .as("the secret before the newest")
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1,",
        "v1",
        "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,G0HM9SSE+OTPJTGT/TMIKTSYZLE3UFJELVLNIOLJ1OE=",
        "v1,g0hM9SsE-OTPJTGt_tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O",
        "v1, g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,82484cf52b04f8e4cf2531adfed98829ad4b26651377b852442d594d20e2c9d4e1"
      })
  void nothingElseDoes(String header) {
    assertThat(holds(header)).isFalse();
  }

  @Test
  void everyByteCounts() {
    assertThat(Signatures.holds(List.of(SECRET), GOOD, ID + "x", TIME, BODY)).isFalse();
    assertThat(Signatures.holds(List.of(SECRET), GOOD, ID, "1614265331", BODY)).isFalse();
    assertThat(Signatures.holds(List.of(), GOOD, ID, TIME, BODY)).isFalse();
    for (int i = 0; i < BODY.length; i++) {
      byte[] altered = BODY.clone();
      altered[i] ^= 1;
      assertThat(Signatures.holds(List.of(SECRET), GOOD, ID, TIME, altered)).isFalse();
    }
  }

  @Test
  void aFloodOfSignaturesIsNotLookedThrough() {
    assertThat(holds("v1,AAAA ".repeat(10) + GOOD)).isFalse();
  }

  private static boolean holds(String header) {
    return Signatures.holds(List.of(SECRET), header, ID, TIME, BODY);
  }
}
