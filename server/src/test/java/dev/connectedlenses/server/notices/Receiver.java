package dev.connectedlenses.server.notices;

import dev.connectedlenses.testkit.LoopbackServer;
import dev.connectedlenses.testkit.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Somebody's own system on loopback: keeps what it was sent, and answers as a test tells it. */
public final class Receiver implements AutoCloseable {
  /** A message as it came. */
  public record Message(Map<String, String> headers, String body) {
    public String id() {
      return headers.getOrDefault("webhook-id", "");
    }

    /** Which of these secrets the message is signed with, in the order of its signatures. */
    public List<String> signedBy(String... secrets) {
      return Arrays.stream(headers.getOrDefault("webhook-signature", "").split(" "))
          .map(given ->
              Arrays.stream(secrets)
                  .filter(secret -> given.equals("v1," + sign(secret)))
                  .findFirst()
                  .orElse("nobody"))
          .toList();
    }

    private String sign(String secret) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String said = id() + "." + headers.get("webhook-timestamp") + "." + body;
        return Base64.getEncoder()
            .encodeToString(mac.doFinal(said.getBytes(StandardCharsets.UTF_8)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Answers a message; null hangs up without an answer. */
  @FunctionalInterface
  public interface Reply {
    @Nullable String to(Message message) throws InterruptedException;
  }

  private final LoopbackServer server = LoopbackServer.start(this::serve);
  private final List<Message> all = new CopyOnWriteArrayList<>();
  private final Signal<Message> came = new Signal<>("a message");
  private final AtomicReference<Reply> reply = new AtomicReference<>(_ -> "204 No Content");

  private void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
    String head = LoopbackServer.readHead(in);
    if (head.isEmpty()) {
      return;
    }
    Map<String, String> headers = new HashMap<>();
    head.lines()
        .skip(1)
        .map(line -> line.split(": ", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]));
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    Message message = new Message(headers, new String(body, StandardCharsets.UTF_8));
    all.add(message);
    came.emit(message);
    String status = reply.get().to(message);
    if (status != null) {
      out.write(
          ("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  /** From now on it answers so. */
  public Receiver answering(Reply other) {
    reply.set(other);
    return this;
  }

  public String url() {
    return server.url("/hook");
  }

  /** The next message; waits for it. */
  public Message await() {
    return came.await();
  }

  public List<Message> all() {
    return List.copyOf(all);
  }

  /** How often each message came, by id. */
  public Map<String, Long> counts() {
    return all.stream().collect(Collectors.groupingBy(Message::id, Collectors.counting()));
  }

  @Override
  public void close() {
    server.close();
  }
}
