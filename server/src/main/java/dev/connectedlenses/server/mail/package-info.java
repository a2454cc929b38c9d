/** Letters to people: through a mail server, or on the log where there is none. */
@NullMarked
package dev.connectedlenses.server.mail;

import org.jspecify.annotations.NullMarked;
