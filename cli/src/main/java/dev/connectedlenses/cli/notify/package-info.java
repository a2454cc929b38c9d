/** {@code clens notify …}: where you are told of approvals and of ends of runs. */
@NullMarked
package dev.connectedlenses.cli.notify;

import org.jspecify.annotations.NullMarked;
