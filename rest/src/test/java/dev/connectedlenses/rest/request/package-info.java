@NullMarked
package dev.connectedlenses.rest.request;

import org.jspecify.annotations.NullMarked;
