/**
 * What the system can do, one interface a use case, each with its own outcomes; the implementations stand beside them and are
 * composed by {@link sg.com.aurix.application.Aurix}.
 *
 * <p>An expected answer is an outcome, a caller's bug an {@code IllegalArgumentException}, a broken world the unchecked exception
 * of a port. Not here: wire formats other than the published event (adapters-http, adapters-webhook) and storage.
 */
@NullMarked
package sg.com.aurix.application.usecase;

import org.jspecify.annotations.NullMarked;
