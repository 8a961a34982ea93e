/**
 * What was measured, and how it is told: rounds and their medians, percentiles, a figure beside its limit, the table of all figures.
 *
 * <p>Not here: measuring itself, which is the benchmark suite's ({@code src/bench}, built by the profile {@code bench} alone).
 */
@NullMarked
package sg.com.aurix.bootstrap.figures;

import org.jspecify.annotations.NullMarked;
