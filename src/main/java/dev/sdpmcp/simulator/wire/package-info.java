/** How does an answer of the v3 API look? Envelope, codes and failures; knows neither HTTP exchanges nor modules. */
@NullMarked
package dev.sdpmcp.simulator.wire;

import org.jspecify.annotations.NullMarked;
