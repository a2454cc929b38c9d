@NullMarked
package dev.connectedlenses.server.accounts;

import org.jspecify.annotations.NullMarked;
