/** How beans are declared. May be used by every room, and uses none. */
@NullMarked
package dev.sdpmcp.bean;

import org.jspecify.annotations.NullMarked;
