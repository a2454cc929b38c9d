@NullMarked
package dev.connectedlenses.bench;

import org.jspecify.annotations.NullMarked;
