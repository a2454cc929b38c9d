package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.testkit.Property;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who comes too often is told when to come back; who is slow shares few places with its like. */
final class DoorTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final AtomicLong now = new AtomicLong(7);
  private final List<Duration> kept = new ArrayList<>();

  private Door door(int perMinute, Crowd crowd) {
    return new Door(
        RequestLimits.UNLIMITED.withCrowd(crowd).withRate(perMinute),
        2,
        now::get,
        new Pillory(kept::add));
  }

  private long pass(Duration time) {
    return now.addAndGet(time.toNanos());
  }

  private static @Nullable ApiError counted(Door door, Object caller) {
    try {
      door.count(caller);
      return null;
    } catch (RestException refused) {
      return refused.error();
    }
  }

  private static ApiError refused(Door door, Object caller) {
    ApiError error = counted(door, caller);
    assertThat(error).isNotNull();
    return Objects.requireNonNull(error);
  }

  @Test
  void aMinutesWorthAtOnceAndThenEvenly() {
    Door door = door(60, Crowd.UNLIMITED);
    for (int i = 0; i < 60; i++) {
      assertThat(counted(door, "a")).as("request %d", i).isNull();
    }
    ApiError refused = refused(door, "a");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("over_request_rate_limit");
    assertThat(refused.hint()).contains("in 1 s");
    assertThat(refused.headers()).contains(new Headers.Header("Retry-After", "1"));
    assertThat(counted(door, "b")).as("somebody else").isNull();
    pass(Duration.ofMillis(999));
    assertThat(counted(door, "a")).isNotNull();
    pass(Duration.ofMillis(1));
    assertThat(counted(door, "a")).isNull();
    assertThat(counted(door, "a")).isNotNull();
    assertThat(door.turnedAway()).isEqualTo(3);
    pass(Duration.ofMinutes(2));
    for (int i = 0; i < 60; i++) {
      assertThat(counted(door, "a")).as("after a rest, request %d", i).isNull();
    }
    assertThat(counted(door, "a")).isNotNull();
  }

  @Test
  void theTimeThatIsNamedIsLongEnough() {
    Door door = door(3, Crowd.UNLIMITED);
    for (int i = 0; i < 3; i++) {
      door.count("a");
    }
    for (int i = 0; i < 20; i++) {
      ApiError refused = refused(door, "a");
      pass(Duration.ofSeconds(Long.parseLong(refused.headers().getFirst().value())));
      assertThat(counted(door, "a")).as("come back, %d", i).isNull();
    }
  }

  /** A window of a minute and the newest request that fits is a second way to say the same. */
  @Test
  void neverMoreThanTwoMinutesWorthInAnyMinute() {
    Property.forAll(
        5,
        200,
        random -> random.nextLong(),
        seed -> {
          var random = new java.util.Random(seed);
          int rate = 1 + random.nextInt(50);
          Door door = door(rate, Crowd.UNLIMITED);
          Deque<Long> taken = new ArrayDeque<>();
          for (int i = 0; i < 400; i++) {
            pass(Duration.ofMillis(random.nextInt(3_000)));
            if (counted(door, "a") == null) {
              taken.add(now.get());
            }
            while (now.get() - taken.getFirst() >= Duration.ofMinutes(1).toNanos()) {
              taken.removeFirst();
            }
            assertThat(taken).hasSizeLessThanOrEqualTo(2 * rate);
          }
        });
  }

  @Test
  void withoutALimitNobodyIsRemembered() {
    Door door = door(Integer.MAX_VALUE, Crowd.UNLIMITED);
    for (int i = 0; i < 1_000; i++) {
      door.count(i);
      assertThat(door.through(i, () -> "done")).isEqualTo("done");
    }
    assertThat(door.remembered()).isZero();
  }

  @Test
  void thoseWhoAreSilentAreForgottenAndOthersAreNot() {
    Door door = door(1, Crowd.of(4));
    for (int i = 0; i < 10_000; i++) {
      door.count(i);
    }
    assertThat(door.remembered()).isEqualTo(10_000);
    pass(Duration.ofSeconds(121));
    door.count("late");
    assertThat(door.remembered()).isEqualTo(1);
    assertThat(counted(door, "late")).isNotNull();
  }

  @Test
  void slowCallersShareAFewPlacesAndOthersAreLetIn() throws Exception {
    Door door = door(Integer.MAX_VALUE, new Crowd(4, 0, Duration.ofMillis(250)));
    UUID slow = new UUID(0, 1);
    UUID slower = new UUID(0, 2);
    for (UUID one : new UUID[] {slow, slower}) {
      door.through(
          one,
          () -> {
            pass(Duration.ofSeconds(8));
            return one;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var begun = new dev.connectedlenses.testkit.Signal<UUID>("the slow one begins");
      var end = new dev.connectedlenses.testkit.Signal<UUID>("the slow one may leave");
      Future<UUID> inside =
          threads.submit(() ->
              door.through(
                  slow,
                  () -> {
                    begun.emit(slow);
                    return end.await();
                  }));
      begun.await();
      assertThatThrownBy(() -> door.through(slower, () -> slower))
          .as("the one place of a quarter is taken")
          .isInstanceOf(RestException.class);
      for (int i = 0; i < 20; i++) {
        assertThat(door.through("quick", () -> "done")).isEqualTo("done");
      }
      end.emit(slow);
      assertThat(inside.get()).isEqualTo(slow);
    }
    assertThat(door.through(slower, () -> slower)).isEqualTo(slower);
    assertThat(door.inside()).isZero();
    assertThat(door.waiting()).isZero();
    assertThat(door.turnedAway()).isEqualTo(1);
  }

  /** When everybody takes long, because the machine is busy, nobody is slow. */
  @Test
  void whatIsLongDependsOnHowLongOthersTake() {
    Door door = door(Integer.MAX_VALUE, new Crowd(8, 0, Duration.ofMillis(250)));
    for (int i = 0; i < 200; i++) {
      door.through("a", () -> pass(Duration.ofMillis(900)));
    }
    for (int i = 0; i < 5; i++) {
      door.through("b", () -> pass(Duration.ofSeconds(2)));
      door.through("c", () -> pass(Duration.ofSeconds(9)));
    }
    int beside = door.through("c", () -> door.through("b", () -> 7));
    assertThat(beside).isEqualTo(7);
    assertThatThrownBy(() -> door.through("c", () -> door.through("c", () -> 8)))
        .isInstanceOf(RestException.class);
  }

  /** Readers are taken for quick when they were, and have a place of their own here. */
  @Test
  void aGlanceKnowsWhichPlacesAReaderWants() {
    Door door = door(Integer.MAX_VALUE, new Crowd(1, 0, Duration.ZERO));
    Pace shape = new Pace();
    for (String who : List.of("a", "b")) {
      door.through(new Door.Visit(who, shape, true, () -> false), () -> now.addAndGet(1_000_000));
    }
    door.through(
        new Door.Visit("b", shape, true, () -> false),
        () -> {
          assertThatThrownBy(() -> door.glance("a", true)).isInstanceOf(RestException.class);
          door.glance("a", false);
          door.glance("stranger", true);
          return "done";
        });
    door.through(
        "b",
        () -> {
          door.glance("a", true);
          assertThatThrownBy(() -> door.glance("a", false)).isInstanceOf(RestException.class);
          return "done";
        });
  }

  @Test
  void aGlanceRefusesWhoeverWouldBeRefused() {
    Door door = door(Integer.MAX_VALUE, new Crowd(1, 0, Duration.ZERO));
    door.glance("a", false);
    door.through(
        "b",
        () -> {
          assertThatThrownBy(() -> door.glance("a", false)).isInstanceOf(RestException.class);
          return "done";
        });
    door.glance("a", false);
    assertThat(door.turnedAway()).isEqualTo(1);
    assertThat(door.waiting()).isZero();
  }

  @Test
  void whoDoesNotListenWaitsForTheRefusal() {
    Door door = door(1, Crowd.UNLIMITED);
    door.count("a");
    for (int i = 0; i < 3; i++) {
      refused(door, "a");
    }
    assertThat(kept).isEmpty();
    refused(door, "a");
    assertThat(kept).hasSize(1);
    door.count("b");
    assertThat(kept).as("somebody else").hasSize(1);
  }

  @Test
  void whoWasSlowOnceIsQuickAgainAfterAFewQuickRequests() {
    Caller caller = new Caller(now.get());
    assertThat(caller.standing(now.get()).known()).isFalse();
    caller.enters(now.get());
    pass(Duration.ofSeconds(8));
    caller.leaves(now.get(), null, took(Duration.ofSeconds(8)));
    assertThat(caller.standing(now.get()).known()).isTrue();
    int quick = 0;
    while (caller.slow(now.get(), null, 1e9, () -> false)) {
      caller.enters(now.get());
      caller.leaves(now.get(), null, took(Duration.ofMillis(2)));
      quick++;
    }
    assertThat(quick).isEqualTo(1);
  }

  private static Caller.Time took(Duration time) {
    return new Caller.Time(time.toNanos(), time.toNanos());
  }

  @Test
  void whatWasUsedFades() {
    Caller caller = new Caller(now.get());
    caller.enters(now.get());
    assertThat(caller.standing(now.get()).inside()).isEqualTo(1);
    assertThat(caller.idle(now.get() + LONG.toNanos()))
        .as("while something is under way")
        .isFalse();
    pass(Duration.ofMillis(1));
    assertThat(caller.standing(now.get()).used()).as("while it goes on").isEqualTo(1_000_000);
    caller.leaves(now.get(), null, took(Duration.ofMillis(1)));
    double first = caller.standing(now.get()).used();
    assertThat(first).isEqualTo(1_000_000);
    pass(Duration.ofSeconds(10));
    assertThat(caller.standing(now.get()).used()).isBetween(first / 3, first / 2.5);
    pass(LONG);
    assertThat(caller.standing(now.get()).used()).isLessThan(1);
    assertThat(caller.idle(now.get())).isFalse();
    pass(LONG);
    assertThat(caller.idle(now.get())).isTrue();
  }
}
