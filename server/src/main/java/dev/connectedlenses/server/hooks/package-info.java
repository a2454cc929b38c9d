/** Doors for other systems: signed webhooks that start workflows, and one-time callbacks. */
@NullMarked
package dev.connectedlenses.server.hooks;

import org.jspecify.annotations.NullMarked;
