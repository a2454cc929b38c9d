/** The web server, small enough to read: requests in, responses out, a rule on every handler. */
@NullMarked
package dev.connectedlenses.server.http;

import org.jspecify.annotations.NullMarked;
