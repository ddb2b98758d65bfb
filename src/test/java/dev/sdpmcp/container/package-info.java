/**
 * Does what needs a container hold inside the real one? One deployment of the built WAR, with the test and its beans added.
 *
 * <p>Only for scopes, observers, transactions and fault tolerance as the container does them; everything else is seen from outside, in
 * {@code dev.sdpmcp.system}, or tested with {@code new}.
 */
@NullMarked
package dev.sdpmcp.container;

import org.jspecify.annotations.NullMarked;
