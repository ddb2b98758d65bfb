/** Tests of the doctor. */
@NullMarked
package dev.sdpmcp.doctor;

import org.jspecify.annotations.NullMarked;
