package dev.connectedlenses.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Property;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks of addresses and their edges. */
final class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0, true",
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 9.255.255.255, false",
    "10.0.0.0/8, 11.0.0.0, false",
    "172.16.0.0/12, 172.31.255.255, true",
    "172.16.0.0/12, 172.32.0.0, false",
    "192.168.1.128/25, 192.168.1.127, false",
    "192.168.1.128/25, 192.168.1.128, true",
    "127.0.0.1/32, 127.0.0.1, true",
    "127.0.0.1/32, 127.0.0.2, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 10.0.0.1, false",
    "fc00::/7, fdff::1, true",
    "fc00::/7, fe00::1, false",
    "fe80::/10, febf::1, true",
    "fe80::/10, fec0::1, false",
    "::1/128, ::1, true",
    "::1/128, ::2, false",
    "2001:db8::/33, 2001:db8:7fff::, true",
    "2001:db8::/33, 2001:db8:8000::, false"
  })
  void anAddressIsInOrOut(String block, String address, boolean in) {
    assertThat(Cidr.of(block).contains(InetAddress.ofLiteral(address).getAddress())).isEqualTo(in);
  }

  private record Case(InetAddress block, int bits, InetAddress address) {
    static Case next(RandomGenerator random) {
      byte[] block = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(block);
      byte[] address = block.clone();
      int flips = random.nextInt(0, 3);
      for (int i = 0; i < flips; i++) {
        int bit = random.nextInt(block.length * 8);
        address[bit / 8] ^= (byte) (0x80 >> (bit % 8));
      }
      return new Case(of(block), random.nextInt(block.length * 8 + 1), of(address));
    }

    private static InetAddress of(byte[] bytes) {
      try {
        return InetAddress.getByAddress(bytes);
      } catch (UnknownHostException e) {
        throw new AssertionError("4 or 16 bytes are an address", e);
      }
    }

    /** The bits of an address that count, as a number. */
    BigInteger counted(InetAddress of) {
      return new BigInteger(1, of.getAddress()).shiftRight(of.getAddress().length * 8 - bits);
    }
  }

  /** The same asked of numbers: equal after the bits that do not count were shifted out. */
  @Test
  void itIsWhatArithmeticSays() {
    Property.forAll(
        0xC1D4L,
        2_000,
        Case::next,
        c ->
            assertThat(
                    Cidr.of(c.block().getHostAddress() + "/" + c.bits())
                        .contains(c.address().getAddress()))
                .isEqualTo(c.counted(c.block()).equals(c.counted(c.address()))));
  }
}
