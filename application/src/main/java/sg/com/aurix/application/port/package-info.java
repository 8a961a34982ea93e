/**
 * What the system needs from the world, one interface a need, and the values that pass through them.
 *
 * <p>The Javadoc of a port is its contract, races included; the contract kit in this module's tests holds every adapter to it.
 * Every method may throw an unchecked {@link sg.com.aurix.application.port.StoreUnavailableException} when the world is
 * broken. Not here: how a need is met (adapters, {@code inmemory}).
 */
@NullMarked
package sg.com.aurix.application.port;

import org.jspecify.annotations.NullMarked;
