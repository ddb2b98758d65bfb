/** Who may call, and what may they do? Zoho's token endpoint, its limits and the scopes; knows nothing of the desk's data. */
@NullMarked
package dev.sdpmcp.simulator.oauth;

import org.jspecify.annotations.NullMarked;
