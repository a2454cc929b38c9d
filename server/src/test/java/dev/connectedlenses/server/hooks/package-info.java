@NullMarked
package dev.connectedlenses.server.hooks;

import org.jspecify.annotations.NullMarked;
