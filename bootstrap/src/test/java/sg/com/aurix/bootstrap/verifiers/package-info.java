/**
 * What a listener receives, judged by the libraries that partners verify webhooks with. The journeys that cause the events and
 * what the events say are tested in {@code system}.
 */
@NullMarked
package sg.com.aurix.bootstrap.verifiers;

import org.jspecify.annotations.NullMarked;
