/**
 * What others would use to deliver events, each as a program of its own doing the same job: take a committed row, POST the same body to
 * the same listener with the same client, record the outcome.
 *
 * <p>Not here: what measures them.
 */
@NullMarked
package sg.com.aurix.bootstrap.bench.peer;

import org.jspecify.annotations.NullMarked;
