/**
 * The benchmark suite: how fast Aurix is beside the limit of what it stands on and beside what others would use instead. Started by
 * {@code mvn -Pbench verify}; {@code docs/benchmarks.md} says what each figure means.
 *
 * <p>Not here: how figures are told ({@code figures}, among the tests), and anything that the product needs.
 */
@NullMarked
package sg.com.aurix.bootstrap.bench;

import org.jspecify.annotations.NullMarked;
