package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.RestException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the door learns of the shapes of requests, and of whom it believes them. */
final class DoorShapesTest {

  private final AtomicLong now = new AtomicLong(7);
  private int asked;

  private Door door(Crowd crowd) {
    return new Door(RequestLimits.UNLIMITED.withCrowd(crowd), 2, now::get, new Pillory(_ -> {}));
  }

  private long pass(Duration time) {
    return now.addAndGet(time.toNanos());
  }

  private Door.Visit visit(Object who, Pace shape, boolean dear) {
    return new Door.Visit(
        who,
        shape,
        false,
        () -> {
          asked++;
          return dear;
        });
  }

  /** Whoever asks while the one place of the slow is taken would be refused there. */
  private boolean isSlow(Door door, Door.Visit visit) {
    Object other = new Object();
    Pace slow = new Pace();
    slow.guess(true);
    return door.through(
        new Door.Visit(other, slow, false, () -> false),
        () -> {
          try {
            return !door.through(visit, () -> true);
          } catch (RestException refused) {
            return true;
          }
        });
  }

  @Test
  void aShapeThatWasSlowForOthersIsSlowForAStranger() {
    Door door = door(new Crowd(8, 0, Duration.ofMillis(250)));
    Pace shape = new Pace();
    door.through(visit("a", shape, false), () -> pass(Duration.ofSeconds(9)));
    assertThat(asked).isEqualTo(1);
    assertThat(isSlow(door, visit("stranger", shape, false))).isTrue();
    assertThat(asked).as("nobody asks the database about what was measured").isEqualTo(1);
  }

  /** Others cannot make somebody's own shapes slow, nor can one long request the others. */
  @Test
  void whatACallerDidCountsMoreThanWhatOthersDid() {
    Door door = door(new Crowd(8, 0, Duration.ofMillis(250)));
    Pace shape = new Pace();
    door.through(visit("quick", shape, false), () -> pass(Duration.ofMillis(2)));
    for (int i = 0; i < 10; i++) {
      door.through(visit("other", shape, false), () -> pass(Duration.ofSeconds(9)));
    }
    assertThat(isSlow(door, visit("quick", shape, false))).isFalse();
    Pace report = new Pace();
    door.through(visit("reader", report, false), () -> pass(Duration.ofSeconds(9)));
    Pace small = new Pace();
    door.through(visit("reader", small, false), () -> pass(Duration.ofMillis(1)));
    assertThat(isSlow(door, visit("reader", small, false))).isFalse();
    door.through(visit("reader", report, false), () -> pass(Duration.ofSeconds(9)));
    assertThat(isSlow(door, visit("reader", report, false))).isTrue();
  }

  /** Fifty accounts that were let in once each would else be let in once more, all together. */
  @Test
  void whoWasLongOnceIsTakenForWhatTheShapeIs() {
    Door door = door(new Crowd(8, 0, Duration.ofMillis(250)));
    Pace shape = new Pace();
    for (int i = 0; i < 3; i++) {
      door.through(visit("hostile" + i, shape, false), () -> pass(Duration.ofMillis(1200)));
    }
    assertThat(isSlow(door, visit("hostile0", shape, false))).isTrue();
    Pace other = new Pace();
    door.through(visit("a", other, false), () -> pass(Duration.ofMillis(1200)));
    assertThat(isSlow(door, visit("a", other, false))).as("a hiccup").isFalse();
  }

  /** What takes 0.2 s among others and 50 ms alone would come in again as soon as it was alone. */
  @Test
  void inACrowdWhoWasNotQuickIsTakenForWhatTheShapeIs() {
    Door door = door(new Crowd(16, 0, Duration.ofMillis(250)));
    for (int i = 0; i < 100; i++) {
      door.through("quick", () -> pass(Duration.ofMillis(1)));
    }
    Pace shape = new Pace();
    for (int i = 0; i < 3; i++) {
      door.through(visit("own", shape, false), () -> pass(Duration.ofMillis(50)));
    }
    for (int i = 0; i < 10; i++) {
      door.through(visit("other" + i, shape, false), () -> pass(Duration.ofMillis(200)));
    }
    Boolean slow =
        door.through("a", () -> door.through("b", () -> isSlow(door, visit("own", shape, false))));
    assertThat(slow).as("both processors have something to do").isTrue();
    assertThat(isSlow(door, visit("own", shape, false))).as("nobody else is there").isFalse();
  }

  /**
   * A door for two processors has six places beside sixteen for them, five of them for strangers.
   */
  @Test
  void whatReadsAndWasQuickHasPlacesOfItsOwn() {
    Door door = door(new Crowd(16, 0, Duration.ofMillis(250)));
    Pace shape = new Pace();
    door.through(reading("first", shape), () -> pass(Duration.ofMillis(1)));
    assertThat(beside(5, i -> reading("reader" + i, shape), door, reading("one more", shape)))
        .isFalse();
    assertThat(beside(5, i -> reading("reader" + i, shape), door, visit("writer", shape, false)))
        .isTrue();
    assertThat(beside(12, i -> visit("writer" + i, shape, false), door, reading("reader", shape)))
        .isTrue();
    Pace dear = new Pace();
    for (int i = 0; i < 3; i++) {
      door.through(reading("first", dear), () -> pass(Duration.ofMillis(300)));
    }
    assertThat(beside(5, i -> reading("reader" + i, shape), door, reading("report", dear)))
        .as("what was not quick is among the others")
        .isTrue();
    for (int i = 0; i < 3; i++) {
      door.through(reading("dear to", shape), () -> pass(Duration.ofMillis(300)));
    }
    for (int i = 0; i < 3; i++) {
      door.through(reading("first", shape), () -> pass(Duration.ofMillis(1)));
    }
    assertThat(beside(5, i -> reading("reader" + i, shape), door, reading("dear to", shape)))
        .as("so is what was not for this caller")
        .isTrue();
  }

  private static Door.Visit reading(Object who, Pace shape) {
    return new Door.Visit(who, shape, true, () -> false);
  }

  /** Whether one is let in while so many others are inside. */
  private static boolean beside(
      int others, IntFunction<Door.Visit> other, Door door, Door.Visit one) {
    try {
      return others == 0
          ? door.through(one, () -> true)
          : door.through(other.apply(others), () -> beside(others - 1, other, door, one));
    } catch (RestException refused) {
      return false;
    }
  }

  /** Where all others take a millisecond. */
  @Test
  void aTenthOfASecondIsLong() {
    Door door = door(new Crowd(8, 0, Duration.ofMillis(250)));
    for (int i = 0; i < 100; i++) {
      door.through("quick", () -> pass(Duration.ofMillis(1)));
    }
    Pace below = new Pace();
    Pace over = new Pace();
    for (int i = 0; i < 3; i++) {
      door.through(visit("a" + i, below, false), () -> pass(Duration.ofMillis(95)));
      door.through(visit("b" + i, over, false), () -> pass(Duration.ofMillis(105)));
    }
    assertThat(isSlow(door, visit("c", below, false))).isFalse();
    assertThat(isSlow(door, visit("c", over, false))).isTrue();
  }

  /** Seven share two processors for 0.3 s: each had less than a tenth of a second of one. */
  @Test
  void nobodyIsToBlameForTheOthers() {
    Door door = door(new Crowd(16, 0, Duration.ofMillis(250)));
    for (int i = 0; i < 100; i++) {
      door.through("quick", () -> pass(Duration.ofMillis(1)));
    }
    Pace among = new Pace();
    Pace alone = new Pace();
    for (int i = 0; i < 3; i++) {
      amongMany(
          door,
          6,
          () -> door.through(visit("a", among, false), () -> pass(Duration.ofMillis(300))));
      door.through(visit("b", alone, false), () -> pass(Duration.ofMillis(300)));
    }
    assertThat(isSlow(door, visit("a", among, false))).isFalse();
    assertThat(isSlow(door, visit("b", alone, false))).isTrue();
  }

  /** Who is refused in two milliseconds says nothing of what the others would take. */
  @Test
  void aRefusalProvesNothing() {
    Door door = door(new Crowd(8, 0, Duration.ofMillis(250)));
    Pace shape = new Pace();
    assertThatThrownBy(() ->
            door.through(
                visit("guest", shape, false),
                () -> {
                  pass(Duration.ofMillis(2));
                  throw ApiError.of(400, "54001", "too dear").asException();
                }))
        .isInstanceOf(RestException.class);
    assertThat(shape.known()).isFalse();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() ->
              door.through(
                  visit("b", shape, false),
                  () -> {
                    pass(Duration.ofSeconds(8));
                    throw ApiError.of(503, "57014", "too long").asException();
                  }))
          .isInstanceOf(RestException.class);
    }
    assertThat(isSlow(door, visit("c", shape, false))).as("one that took its time does").isTrue();
  }

  @Test
  void batchesAreOneShape() {
    Door door = door(new Crowd(8, 0, Duration.ofMillis(250)));
    for (int i = 0; i < 3; i++) {
      door.batch("hostile" + i, () -> pass(Duration.ofSeconds(9)));
    }
    Pace slow = new Pace();
    slow.guess(true);
    Supplier<String> batch = () -> door.batch("stranger", () -> "done");
    assertThatThrownBy(() -> door.through(visit("other", slow, false), batch))
        .as("the one place of the slow is taken")
        .isInstanceOf(RestException.class);
    assertThat(batch.get()).isEqualTo("done");
  }

  @Test
  void longRequestsOfManyDoNotMakeLongOnesUsual() {
    Door door = door(new Crowd(8, 0, Duration.ofMillis(250)));
    for (int i = 0; i < 200; i++) {
      door.through("hostile" + i, () -> pass(Duration.ofMillis(1)));
      door.through("hostile" + i, () -> pass(Duration.ofSeconds(9)));
    }
    Pace dear = new Pace();
    for (int i = 0; i < 2; i++) {
      door.through(visit("a", dear, false), () -> pass(Duration.ofSeconds(9)));
    }
    assertThat(isSlow(door, visit("a", dear, false))).isTrue();
  }

  /** While so many are inside. */
  private <T> T amongMany(Door door, int left, Supplier<T> last) {
    return left == 0
        ? last.get()
        : door.through(new Object(), () -> amongMany(door, left - 1, last));
  }

  @Test
  void theDatabaseIsAskedAboutStrangeShapesOfStrangers() {
    int many = 2;
    Door door = door(new Crowd(4 * many + 8, 0, Duration.ofMillis(250)));
    Pace alone = new Pace();
    door.through(visit("a", alone, true), () -> "done");
    assertThat(asked).isEqualTo(1);
    Pace dear = new Pace();
    amongMany(door, many, () -> door.through(visit("a", dear, true), () -> "done"));
    assertThat(asked).as("known, and has had little").isEqualTo(1);
    Pace dearer = new Pace();
    assertThat(amongMany(door, many, () -> door.through(visit("b", dearer, true), () -> "done")))
        .isEqualTo("done");
    assertThat(asked).isEqualTo(2);
    assertThat(dearer.known()).isTrue();
    Pace cheap = new Pace();
    amongMany(door, many, () -> door.through(visit("c", cheap, false), () -> "done"));
    amongMany(door, many, () -> door.through(visit("d", cheap, false), () -> "done"));
    assertThat(asked).as("once for each shape").isEqualTo(3);
    assertThat(door.inside()).isZero();
  }

  /** Before one answer was quick nobody knows what as many as there are places would do. */
  @Test
  void oneStrangerAtATimeShowsWhatAShapeTakes() {
    int many = 2;
    Door door = door(new Crowd(4 * many + 8, 0, Duration.ofMillis(250)));
    Pace strange = new Pace();
    Pace other = new Pace();
    Pace hiccup = new Pace();
    amongMany(
        door,
        many,
        () -> {
          assertThat(beside(door, visit("c", strange, false), visit("d", strange, false))).isTrue();
          assertThat(beside(door, visit("e", other, false), visit("f", new Pace(), false)))
              .as("another shape")
              .isFalse();
          assertThat(beside(door, visit("g", other, false), visit("h", other, false)))
              .as("one answer was quick")
              .isFalse();
          door.through(visit("i", hiccup, false), () -> pass(Duration.ofSeconds(2)));
          assertThat(isSlow(door, visit("k", hiccup, false))).as("it may be a hiccup").isFalse();
          return "done";
        });
    assertThat(door.inside()).isZero();
  }

  /** Two shapes are tried at once here; what the database takes for dear is none of them. */
  @Test
  void whoIsTakenForSlowKeepsNobodyFromBeingTried() {
    Door door = door(new Crowd(16, 0, Duration.ofMillis(250)));
    Supplier<String> second = () -> door.through(visit("c", new Pace(), false), () -> "done");
    Supplier<String> first = () -> door.through(visit("b", new Pace(), false), second);
    assertThat(door.through(visit("a", new Pace(), true), first)).isEqualTo("done");
  }

  @Test
  void anAnswerThatWasNotQuickProvesNothing() {
    int many = 2;
    Door door = door(new Crowd(4 * many + 8, 0, Duration.ofMillis(250)));
    Pace shape = new Pace();
    amongMany(
        door,
        many,
        () -> {
          door.through(visit("a", shape, false), () -> pass(Duration.ofSeconds(2)));
          assertThat(beside(door, visit("b", shape, false), visit("c", shape, false))).isTrue();
          return "done";
        });
  }

  /** Whether the second has to wait with the slow while the first is under way. */
  private boolean beside(Door door, Door.Visit first, Door.Visit second) {
    return door.through(first, () -> isSlow(door, second));
  }
}
