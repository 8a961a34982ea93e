/**
 * Where everything comes together: the program's entry, its two assemblies (sandbox and production), and the wiring of use cases and
 * adapters.
 *
 * <p>One factory an adapter, and one condition: the demo is there where a sandbox's credentials are. What else differs between the
 * assemblies is a value in {@link sg.com.aurix.bootstrap.settings.ServerSettings}. Not here: anything that another application might
 * reuse.
 */
@NullMarked
package sg.com.aurix.bootstrap;

import org.jspecify.annotations.NullMarked;
