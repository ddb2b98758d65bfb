/** How do bytes come in and go out? The only room that touches the JDK server; it must not know what an address means. */
@NullMarked
package dev.sdpmcp.simulator.http;

import org.jspecify.annotations.NullMarked;
