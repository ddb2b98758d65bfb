/** Which rows does a list show, and in which order? The {@code list_info} grammar; knows no particular module and no HTTP. */
@NullMarked
package dev.sdpmcp.simulator.listing;

import org.jspecify.annotations.NullMarked;
