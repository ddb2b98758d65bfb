/**
 * What the HTTP listeners of Payara do not do by a setting: everything that reaches into the server by reflection is here, behind
 * {@link dev.sdpmcp.launcher.server.grizzly.Listeners}. Raise Payara, and this is what has to be looked at.
 */
@NullMarked
package dev.sdpmcp.launcher.server.grizzly;

import org.jspecify.annotations.NullMarked;
