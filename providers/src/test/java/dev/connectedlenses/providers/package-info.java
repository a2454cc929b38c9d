@NullMarked
package dev.connectedlenses.providers;

import org.jspecify.annotations.NullMarked;
