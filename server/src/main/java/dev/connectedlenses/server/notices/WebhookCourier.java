package dev.connectedlenses.server.notices;

import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.outbound.OutboundLimits;
import dev.connectedlenses.outbound.OutboundRequest;
import dev.connectedlenses.outbound.OutboundResponse;
import dev.connectedlenses.providers.RetryAfter;
import dev.connectedlenses.server.hooks.Signatures;
import dev.connectedlenses.server.hooks.SigningSecrets;
import dev.connectedlenses.server.vault.OpenedPair;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Posts messages as Standard Webhooks has them: an id that stays, the time of this try, and a
 * signature with each secret that is good. Redirects are not followed, and answers not read.
 */
public final class WebhookCourier {
  private static final int GONE = 410;

  private final OutboundClient client;
  private final SigningSecrets secrets;
  private final InstantSource clock;
  private final OutboundLimits limits;

  /**
   * @param patience how long one try may take
   */
  public WebhookCourier(
      OutboundClient client, SigningSecrets secrets, InstantSource clock, Duration patience) {
    this.client = client;
    this.secrets = secrets;
    this.clock = clock;
    this.limits = OutboundLimits.within(patience).withBodyBytes(64 << 10);
  }

  Verdict carry(Notice notice, String url) throws InterruptedException {
    OpenedPair opened = secrets.find(notice.target());
    if (opened == null || opened.secrets().isEmpty()) {
      return failed("no secret of this target can be opened here; make a new one");
    }
    try (OutboundResponse response = client.send(request(notice, url, opened.secrets()))) {
      return judged(response);
    } catch (OutboundException e) {
      return failed(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return failed("the message cannot be posted: " + e.getMessage());
    }
  }

  private OutboundRequest request(Notice notice, String url, List<byte[]> keys) {
    String id = notice.id().toString();
    String time = Long.toString(clock.instant().getEpochSecond());
    byte[] body = notice.payload().getBytes(StandardCharsets.UTF_8);
    return OutboundRequest.postJson(url, notice.payload(), limits)
        .withHeader("user-agent", "ConnectedLenses")
        .withHeader("webhook-id", id)
        .withHeader("webhook-timestamp", time)
        .withHeader("webhook-signature", Signatures.header(keys, id, time, body));
  }

  private Verdict judged(OutboundResponse response) {
    int status = response.status();
    if (status >= 200 && status < 300) {
      return new Verdict.Delivered();
    }
    String error = "the target answered " + status;
    return status == GONE
        ? new Verdict.Gone(error + ": it wants no more messages")
        : new Verdict.Failed(error, RetryAfter.in(response, now()));
  }

  private Instant now() {
    return clock.instant();
  }

  private static Verdict failed(String error) {
    return new Verdict.Failed(error, null);
  }
}
