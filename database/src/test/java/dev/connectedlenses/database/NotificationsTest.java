package dev.connectedlenses.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.Signal;
import dev.connectedlenses.testkit.TcpProxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotificationsTest {

  private static final String LISTENING =
      "select count(*) from pg_stat_activity where application_name = 'clens-listen'"
          + " and datname = current_database() and query like 'listen%'";

  private final TestDatabase test = TestDatabase.create();

  @AfterAll
  void close() {
    test.close();
  }

  private static Signal<String> heard(Notifications notifications, String channel) {
    Signal<String> heard = new Signal<>("hint on " + channel);
    notifications.listen(channel, () -> heard.emit(channel));
    notifications.start();
    assertThat(heard.await()).as("called once when listening begins").isEqualTo(channel);
    return heard;
  }

  @Test
  void aHintReachesTheListenersOfItsChannel() {
    try (Notifications sender = Notifications.of(test.url());
        Notifications receiver = Notifications.of(test.url())) {
      Signal<String> other = new Signal<>("other");
      receiver.listen("clens_other", () -> other.emit("other"));
      Signal<String> heard = heard(receiver, "clens_wake");
      other.drain();
      sender.start();

      sender.hint("clens_wake");
      assertThat(heard.await()).isEqualTo("clens_wake");
      assertThat(other.drain()).isEmpty();
    }
  }

  @Test
  void manyHintsBecomeFew() throws SQLException {
    try (Notifications sender = Notifications.of(test.url());
        Connection listener = DriverManager.getConnection(test.url().jdbc(), test.url().login())) {
      listener.createStatement().execute("listen clens_many; listen clens_last");
      sender.start();
      for (int i = 0; i < 100_000; i++) {
        sender.hint("clens_many");
      }
      sender.hint("clens_last");
      int many = 0;
      boolean last = false;
      while (!last) {
        for (PGNotification hint : listener.unwrap(PGConnection.class).getNotifications(10_000)) {
          many += hint.getName().equals("clens_many") ? 1 : 0;
          last |= hint.getName().equals("clens_last");
          assertThat(hint.getParameter()).isEmpty();
        }
      }
      assertThat(many).isBetween(1, 20_000);
    }
  }

  @Test
  void startAndStopMayComeTwiceAndAgain() {
    try (Notifications notifications = Notifications.of(test.url())) {
      Signal<String> heard = heard(notifications, "clens_twice");
      notifications.start();
      notifications.stop();
      notifications.stop();
      notifications.hint("clens_twice");
      Await.until("nobody listens", () -> count(LISTENING) == 0);
      heard.drain();

      notifications.start();
      assertThat(heard.await()).isEqualTo("clens_twice");
      notifications.hint("clens_twice");
      assertThat(heard.await()).isEqualTo("clens_twice");
    }
  }

  private long count(String sql) {
    return test.admin().withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
  }

  @Test
  void aBrokenLineComesBackAndTheListenerIsCalledForWhatItMayHaveMissed() {
    try (TcpProxy proxy = TcpProxy.to(test.url().port());
        Notifications notifications = Notifications.of(through(proxy))) {
      Signal<String> heard = heard(notifications, "clens_broken");
      proxy.refuse();
      Await.until("the line is gone", () -> count(LISTENING) == 0);
      heard.drain();

      proxy.restore();
      assertThat(heard.await()).isEqualTo("clens_broken");
      notifications.hint("clens_broken");
      assertThat(heard.await()).isEqualTo("clens_broken");
    }
  }

  private ServerUrl through(TcpProxy proxy) {
    ServerUrl url = test.url();
    return new ServerUrl(
        url.host(), proxy.port(), url.database(), url.user(), url.password(), Map.of());
  }

  @Test
  void aListenerTakenOffIsNotCalledAndAFailingOneHarmsNobody() {
    try (Notifications notifications = Notifications.of(test.url())) {
      AtomicInteger calls = new AtomicInteger();
      Notifications.Subscription off = notifications.listen("clens_off", calls::incrementAndGet);
      notifications.listen(
          "clens_off",
          () -> {
            throw new IllegalStateException("a failing listener");
          });
      off.close();
      off.close();
      Signal<String> heard = heard(notifications, "clens_off");
      notifications.hint("clens_off");
      assertThat(heard.await()).isEqualTo("clens_off");
      assertThat(calls).hasValue(0);
    }
  }

  @Test
  void aChannelIsAPlainName() {
    try (Notifications notifications = Notifications.of(test.url())) {
      assertThatThrownBy(() -> notifications.hint("x; drop table y"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
