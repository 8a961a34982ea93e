/**
 * The contract kit: for each driven port an interface of default tests, which every adapter of that port implements and so
 * inherits; each sentence of a port's Javadoc has its test here.
 *
 * <p>An adapter says how to get at its ports and nothing else; {@link sg.com.aurix.application.contract.EveryContract} is all of
 * them at once. No test assumes an empty store: each makes its own partner and whatever rows it needs, through the ports. Not here:
 * what only one adapter promises (durability, retries of its database), and tests of the use cases.
 */
@NullMarked
package sg.com.aurix.application.contract;

import org.jspecify.annotations.NullMarked;
