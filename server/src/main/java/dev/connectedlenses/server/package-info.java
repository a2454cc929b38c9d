@NullMarked
package dev.connectedlenses.server;

import org.jspecify.annotations.NullMarked;
