/** HTTP: the only room that uses the JDK server; it does not know the meaning of addresses. */
@NullMarked
package dev.sdpmcp.simulator.http;

import org.jspecify.annotations.NullMarked;
