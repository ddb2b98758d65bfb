/**
 * How is a secret kept in the database so that the database alone does not give it away?
 *
 * <p>{@link dev.sdpmcp.persistence.encryption.EncryptionKeys} seals texts with AES-256-GCM under the current key,
 * names that key in the sealed text, and opens what it or a former key has sealed. May use {@code config}. Must not
 * know what is sealed, nor where it is kept.
 */
@NullMarked
package dev.sdpmcp.persistence.encryption;

import org.jspecify.annotations.NullMarked;
