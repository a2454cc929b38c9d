package dev.connectedlenses.server.notices;

/** Sends each message by the courier of its kind. */
public record Couriers(WebhookCourier webhooks, MailCourier mail) implements Courier {

  @Override
  public Verdict carry(Notice notice) throws InterruptedException {
    return switch (notice.to()) {
      case Notice.Webhook(String url) -> webhooks.carry(notice, url);
      case Notice.Mailbox(String address) -> mail.carry(notice, address);
    };
  }
}
