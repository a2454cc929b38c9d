package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.response.ErrorResponse;
import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in when there are too many: some at once, some after a short wait, the rest never. */
final class AdmissionTest {

  private static final RestResponse DONE = new RestResponse(200, List.of(), new byte[0]);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final AtomicLong now = new AtomicLong();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static RestResponse answer(
      Admission admission, Admission.Guest who, Supplier<RestResponse> work) {
    try {
      return admission.admit(who, work);
    } catch (RestException refused) {
      return ErrorResponse.of(refused.error());
    }
  }

  private static RestResponse answer(Admission admission, Supplier<RestResponse> work) {
    return answer(admission, Admission.Guest.FIRST, work);
  }

  /** Work that says when it begins and ends when it is told to. */
  private final class Guest {
    private final Signal<Integer> begun = new Signal<>("a guest begins");
    private final Signal<Integer> end = new Signal<>("a guest may leave");

    Future<RestResponse> enters(Admission admission, int number) {
      return enters(admission, Admission.Guest.FIRST, number);
    }

    Future<RestResponse> enters(Admission admission, Admission.Guest who, int number) {
      return threads.submit(() ->
          answer(
              admission,
              who,
              () -> {
                begun.emit(number);
                end.await();
                return DONE;
              }));
    }
  }

  @Test
  void someWorkSomeWaitAndTheNextIsSentAwayAtOnce() throws Exception {
    Admission admission = new Admission(new Crowd(2, 1, LONG), now::get);
    Guest guest = new Guest();
    List<Future<RestResponse>> inside =
        IntStream.range(0, 2).mapToObj(i -> guest.enters(admission, i)).toList();
    guest.begun.await(2);
    Future<RestResponse> waiting = guest.enters(admission, 2);
    Await.until("one waits in line", () -> admission.waiting() == 1);

    RestResponse refused = answer(admission, () -> DONE);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("53300", "hint");

    guest.end.emit(0);
    assertThat(guest.begun.await()).as("the one in line").isEqualTo(2);
    guest.end.emit(1);
    guest.end.emit(2);
    for (Future<RestResponse> served : inside) {
      assertThat(served.get().status()).isEqualTo(200);
    }
    assertThat(waiting.get().status()).isEqualTo(200);
    assertThat(admission.inside()).isZero();
    assertThat(admission.waiting()).isZero();
  }

  @Test
  void nobodyWaitsLongerThanThePatienceOfTheHouse() throws Exception {
    Admission admission = new Admission(new Crowd(1, 5, Duration.ofMillis(20)), now::get);
    Guest guest = new Guest();
    Future<RestResponse> inside = guest.enters(admission, 0);
    guest.begun.await();
    assertThat(guest.enters(admission, 1).get().status()).isEqualTo(503);
    assertThat(admission.waiting()).isZero();
    guest.end.emit(0);
    assertThat(inside.get().status()).isEqualTo(200);
  }

  @Test
  void thoseInLineAreServedInTheOrderTheyCame() {
    Admission admission = new Admission(new Crowd(1, 10, LONG), now::get);
    Guest guest = new Guest();
    List<Future<RestResponse>> guests = new ArrayList<>();
    for (int i = 0; i <= 10; i++) {
      int number = i;
      guests.add(guest.enters(admission, i));
      Await.until("guest " + i, () -> admission.inside() + admission.waiting() == number + 1);
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i <= 10; i++) {
      order.add(guest.begun.await());
      guest.end.emit(i);
    }
    assertThat(order).isSorted().hasSameSizeAs(guests);
  }

  @Test
  void whoHasHadLeastIsServedFirst() throws Exception {
    Admission admission = new Admission(new Crowd(1, 3, LONG), now::get);
    Guest guest = new Guest();
    Future<RestResponse> inside = guest.enters(admission, 0);
    guest.begun.await();
    List<Future<RestResponse>> line = new ArrayList<>();
    for (int used : new int[] {30, 10, 20}) {
      int before = line.size();
      line.add(guest.enters(admission, new Admission.Guest(used, true, used), used));
      Await.until("one more waits", () -> admission.waiting() == before + 1);
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      guest.end.emit(i);
      order.add(guest.begun.await());
    }
    guest.end.emit(3);
    assertThat(order).containsExactly(10, 20, 30);
    assertThat(inside.get().status()).isEqualTo(200);
    for (Future<RestResponse> one : line) {
      assertThat(one.get().status()).isEqualTo(200);
    }
  }

  @Test
  void requestsOfOneCallerNeverOvertakeEachOther() {
    Admission admission = new Admission(new Crowd(1, 3, LONG), now::get);
    Guest guest = new Guest();
    List<Future<RestResponse>> line = new ArrayList<>();
    for (int i = 0; i <= 3; i++) {
      int number = i;
      line.add(guest.enters(admission, new Admission.Guest("one", true, 100 - i), i));
      Await.until("guest " + i, () -> admission.inside() + admission.waiting() == number + 1);
    }
    assertThat(answer(admission, new Admission.Guest("one", true, 1), () -> DONE).status())
        .as("the line is full of its own")
        .isEqualTo(503);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i <= 3; i++) {
      order.add(guest.begun.await());
      guest.end.emit(i);
    }
    assertThat(order).isSorted().hasSameSizeAs(line);
  }

  @Test
  void whoHasHadMostMakesRoomInAFullLineAndNobodyElseDoes() throws Exception {
    Admission admission = new Admission(new Crowd(1, 2, LONG), now::get);
    Guest guest = new Guest();
    Future<RestResponse> inside = guest.enters(admission, 0);
    guest.begun.await();
    Future<RestResponse> modest =
        guest.enters(admission, new Admission.Guest("modest", true, 5), 1);
    Await.until("the modest one waits", () -> admission.waiting() == 1);
    Future<RestResponse> greedy =
        guest.enters(admission, new Admission.Guest("greedy", true, 9), 2);
    Await.until("the greedy one waits", () -> admission.waiting() == 2);
    assertThat(guest.enters(admission, new Admission.Guest("another", true, 9), 3).get().status())
        .as("as greedy as those in line")
        .isEqualTo(503);
    Future<RestResponse> newcomer =
        guest.enters(admission, new Admission.Guest("newcomer", true, 0), 4);
    assertThat(greedy.get().status()).isEqualTo(503);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      guest.end.emit(i);
      order.add(guest.begun.await());
    }
    guest.end.emit(2);
    assertThat(order).containsExactly(4, 1);
    assertThat(List.of(inside.get().status(), modest.get().status(), newcomer.get().status()))
        .containsOnly(200);
    assertThat(admission.turnedAway()).isEqualTo(2);
  }

  @Test
  void theLastQuarterOfThePlacesIsForThoseWhoAreKnown() throws Exception {
    Admission admission = new Admission(new Crowd(4, 2, LONG), now::get);
    Guest guest = new Guest();
    Admission.Guest stranger = new Admission.Guest("stranger", false, 0);
    List<Future<RestResponse>> inside = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      inside.add(guest.enters(admission, stranger, i));
    }
    guest.begun.await(3);
    Future<RestResponse> fourth = guest.enters(admission, stranger, 3);
    Await.until("the fourth stranger waits", () -> admission.waiting() == 1);
    inside.add(guest.enters(admission, 4));
    assertThat(guest.begun.await()).as("somebody known").isEqualTo(4);
    guest.end.emit(0);
    guest.end.emit(1);
    assertThat(guest.begun.await()).as("when two have left").isEqualTo(3);
    for (int i = 2; i < 5; i++) {
      guest.end.emit(i);
    }
    inside.add(fourth);
    for (Future<RestResponse> one : inside) {
      assertThat(one.get().status()).isEqualTo(200);
    }
  }

  @Test
  void theLastQuarterIsForThoseWhoHaveHadLittle() throws Exception {
    Admission admission = new Admission(new Crowd(4, 0, LONG), now::get);
    Guest guest = new Guest();
    List<Future<RestResponse>> inside = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      inside.add(guest.enters(admission, new Admission.Guest("greedy" + i, true, 8), i));
    }
    guest.begun.await(3);
    assertThat(answer(admission, new Admission.Guest("greedy", true, 8), () -> DONE).status())
        .isEqualTo(503);
    assertThat(
            answer(admission, new Admission.Guest("more than half", true, 5), () -> DONE).status())
        .isEqualTo(503);
    assertThat(answer(admission, new Admission.Guest("stranger", false, 0), () -> DONE).status())
        .isEqualTo(503);
    assertThat(answer(admission, new Admission.Guest("modest", true, 4), () -> DONE).status())
        .isEqualTo(200);
    for (int i = 0; i < 3; i++) {
      guest.end.emit(i);
    }
    for (Future<RestResponse> one : inside) {
      assertThat(one.get().status()).isEqualTo(200);
    }
    assertThat(answer(admission, new Admission.Guest("greedy", true, 8), () -> DONE).status())
        .isEqualTo(200);
  }

  /** What is under way counts too, or those who come first would have had nothing. */
  @Test
  void whatThoseInsideAreHavingCounts() throws Exception {
    Admission admission = new Admission(new Crowd(4, 0, LONG), now::get);
    Guest guest = new Guest();
    List<Future<RestResponse>> inside = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      inside.add(guest.enters(admission, new Admission.Guest(i, true, 0), i));
    }
    guest.begun.await(3);
    Admission.Guest little = new Admission.Guest("little", true, 1_000);
    assertThat(answer(admission, little, () -> DONE).status()).isEqualTo(503);
    now.addAndGet(1_999);
    assertThat(answer(admission, little, () -> DONE).status()).isEqualTo(503);
    now.addAndGet(1);
    assertThat(answer(admission, little, () -> DONE).status()).isEqualTo(200);
    for (int i = 0; i < 3; i++) {
      guest.end.emit(i);
    }
    for (Future<RestResponse> one : inside) {
      assertThat(one.get().status()).isEqualTo(200);
    }
  }

  /** A burst finds the whole line, a load that does not end a quarter of the places. */
  @Test
  void aLineThatStandsBecomesShort() throws Exception {
    Admission admission = new Admission(new Crowd(8, 16, LONG), now::get);
    Guest guest = new Guest();
    List<Future<RestResponse>> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int number = i;
      all.add(guest.enters(admission, i));
      Await.until("guest " + i, () -> admission.inside() + admission.waiting() == number + 1);
    }
    assertThat(admission.hopeless(Admission.Guest.FIRST)).isFalse();
    now.addAndGet(LONG.toNanos() + 1);
    assertThat(admission.hopeless(Admission.Guest.FIRST)).isTrue();
    assertThat(answer(admission, () -> DONE).status()).as("four wait").isEqualTo(503);
    guest.end.emit(0);
    guest.end.emit(1);
    guest.end.emit(2);
    Await.until("one waits", () -> admission.waiting() == 1);
    assertThat(admission.hopeless(Admission.Guest.FIRST)).isFalse();
    all.add(guest.enters(admission, 12));
    Await.until("two wait", () -> admission.waiting() == 2);
    assertThat(admission.hopeless(Admission.Guest.FIRST)).as("a quarter").isTrue();
    assertThat(admission.hopeless(new Admission.Guest("less", true, -1)))
        .as("could push somebody out")
        .isFalse();
    for (int i = 3; i < 13; i++) {
      guest.end.emit(i);
    }
    for (Future<RestResponse> one : all) {
      assertThat(one.get().status()).isEqualTo(200);
    }
    assertThat(admission.hopeless(Admission.Guest.FIRST)).isFalse();
  }

  @Test
  void aFailureLeavesItsPlaceFree() {
    Admission admission = new Admission(new Crowd(1, 0, Duration.ZERO), now::get);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() ->
              answer(
                  admission,
                  () -> {
                    throw new IllegalStateException("no");
                  }))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(answer(admission, () -> DONE).status()).isEqualTo(200);
  }

  @Test
  void whoIsInterruptedInLineGoesAwayAndStaysInterrupted() throws Exception {
    Admission admission = new Admission(new Crowd(1, 1, LONG), now::get);
    Guest guest = new Guest();
    Future<RestResponse> inside = guest.enters(admission, 0);
    guest.begun.await();
    Signal<Boolean> interrupted = new Signal<>("interrupted");
    Thread waiting =
        Thread.startVirtualThread(() -> {
          RestResponse answer = answer(admission, () -> DONE);
          interrupted.emit(answer.status() == 503 && Thread.currentThread().isInterrupted());
        });
    Await.until("one waits", () -> admission.waiting() == 1);
    waiting.interrupt();
    assertThat(interrupted.await()).isTrue();
    assertThat(admission.waiting()).isZero();
    guest.end.emit(0);
    assertThat(inside.get().status()).isEqualTo(200);
  }

  /** However they come and go, never more than allowed are inside, and nobody is forgotten. */
  @ParameterizedTest
  @CsvSource({"1, 0", "1, 3", "4, 0", "4, 64", "7, 1000"})
  void neverMoreThanAllowed(int atOnce, int line) throws Exception {
    Admission admission = new Admission(new Crowd(atOnce, line, LONG), now::get);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Future<Integer>> guests = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      guests.add(threads.submit(() -> answer(admission, () -> counted(inside, most)).status()));
    }
    int served = 0;
    for (Future<Integer> guest : guests) {
      int status = guest.get();
      assertThat(status).isIn(200, 503);
      served += status == 200 ? 1 : 0;
    }
    assertThat(most.get()).isBetween(1, atOnce);
    assertThat(served).isGreaterThanOrEqualTo(Math.min(400, atOnce));
    assertThat(admission.inside()).isZero();
    assertThat(admission.waiting()).isZero();
    if (line >= 400) {
      assertThat(served).as("with room for all, all are served").isEqualTo(400);
    }
  }

  private static RestResponse counted(AtomicInteger inside, AtomicInteger most) {
    int now = inside.incrementAndGet();
    most.accumulateAndGet(now, Math::max);
    LockSupport.parkNanos(1_000);
    inside.decrementAndGet();
    return DONE;
  }
}
