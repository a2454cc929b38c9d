@NullMarked
package dev.connectedlenses.testkit;

import org.jspecify.annotations.NullMarked;
