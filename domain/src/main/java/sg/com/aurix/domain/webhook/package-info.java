/**
 * What partners are told and where: events, the webhook that listens for them, and how a delivery ended.
 *
 * <p>Not here: signing, HTTP and the address guard (adapters-webhook).
 */
@NullMarked
package sg.com.aurix.domain.webhook;

import org.jspecify.annotations.NullMarked;
