package dev.connectedlenses.server.mail;

import dev.connectedlenses.outbound.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Which mail server ({@code smtp} or {@code smtps}), as whom, and from which address. */
public record SmtpAccount(URI url, @Nullable String user, @Nullable Secret password, String from) {}
