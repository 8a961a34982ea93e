/**
 * What a server costs that does nothing: Micronaut's HTTP server and a pool of connections, the peer of our start and idle memory.
 *
 * <p>Not here: anything of ours.
 */
@NullMarked
package sg.com.aurix.bootstrap.bench.hello;

import org.jspecify.annotations.NullMarked;
