@NullMarked
package dev.connectedlenses.app;

import org.jspecify.annotations.NullMarked;
