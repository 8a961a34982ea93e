/**
 * What partners are told and where: events, the webhook that listens for them, and how a delivery ended.
 *
 * <p>Not here: HTTP and the address guard (adapters-webhook), and when anything is attempted (its dispatcher).
 */
@NullMarked
package sg.com.aurix.domain.webhook;

import org.jspecify.annotations.NullMarked;
