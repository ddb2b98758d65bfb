/**
 * How does a model make and change requests?
 *
 * <p>Names are turned into what this help desk calls things before anything is sent; what ServiceDesk Plus refuses is
 * worded with the fields that are missing and the values that fit. A write whose answer is lost is never sent again but
 * looked for ({@code WriteReconciler}), and a ticket is made once, however often it is asked for ({@code CreateOnce}).
 */
@NullMarked
package dev.sdpmcp.desk.request.writing;

import org.jspecify.annotations.NullMarked;
