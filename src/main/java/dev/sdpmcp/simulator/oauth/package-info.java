/** Zoho's token endpoint, its limits and the scopes. Knows nothing of the portal's data. */
@NullMarked
package dev.sdpmcp.simulator.oauth;

import org.jspecify.annotations.NullMarked;
