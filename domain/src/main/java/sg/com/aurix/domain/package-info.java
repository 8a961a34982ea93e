/**
 * What every capability of the domain needs: how a bad value is refused and how text is checked.
 *
 * <p>Capabilities live in the packages below and know each other in one direction only: {@code partner}, {@code tracking},
 * {@code conversation}, {@code lead}, {@code webhook}. Nothing here reads a clock, draws a random number or does I/O.
 */
@NullMarked
package sg.com.aurix.domain;

import org.jspecify.annotations.NullMarked;
