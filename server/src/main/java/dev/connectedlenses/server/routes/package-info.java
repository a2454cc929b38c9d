/** The addresses of the server, and what every answer to another site must carry. */
@NullMarked
package dev.connectedlenses.server.routes;

import org.jspecify.annotations.NullMarked;
