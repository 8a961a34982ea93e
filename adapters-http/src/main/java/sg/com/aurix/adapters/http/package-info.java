/**
 * What every HTTP surface shares and the operator sets; each surface has a package of its own below.
 *
 * <p>Surfaces turn requests into calls of use cases and outcomes into answers. Not here: rules of the business (domain), storage,
 * sending of webhooks, and the reading of environment variables (bootstrap).
 */
@NullMarked
package sg.com.aurix.adapters.http;

import org.jspecify.annotations.NullMarked;
