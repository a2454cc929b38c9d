/** What the operator asks about the process, on a listener of its own: alive, ready, figures. */
@NullMarked
package dev.connectedlenses.server.admin;

import org.jspecify.annotations.NullMarked;
