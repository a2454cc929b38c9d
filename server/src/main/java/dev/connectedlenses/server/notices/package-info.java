/** Tells people's own systems and mailboxes what happened: signed webhooks and letters. */
@NullMarked
package dev.connectedlenses.server.notices;

import org.jspecify.annotations.NullMarked;
