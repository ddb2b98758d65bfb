/**
 * Access to the HTTP listeners of Payara by reflection, behind {@link dev.sdpmcp.launcher.server.grizzly.Listeners}. To
 * be reviewed with each update of Payara.
 */
@NullMarked
package dev.sdpmcp.launcher.server.grizzly;

import org.jspecify.annotations.NullMarked;
