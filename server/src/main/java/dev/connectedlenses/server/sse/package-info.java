/** Events of runs as they happen: rows in, server-sent events out, rights decided by the rows. */
@NullMarked
package dev.connectedlenses.server.sse;

import org.jspecify.annotations.NullMarked;
