/** The form of the answers of the v3 API: envelope, codes and failures. Knows neither HTTP exchanges nor modules. */
@NullMarked
package dev.sdpmcp.simulator.wire;

import org.jspecify.annotations.NullMarked;
