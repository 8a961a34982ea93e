/** Tests that hold the modules to docs/architecture.md and the tests to docs/contract.md. */
@NullMarked
package sg.com.aurix.bootstrap.architecture;

import org.jspecify.annotations.NullMarked;
