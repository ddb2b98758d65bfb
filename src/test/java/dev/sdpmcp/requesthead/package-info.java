@NullMarked
package dev.sdpmcp.requesthead;

import org.jspecify.annotations.NullMarked;
