/** Violations of every architecture rule, planted to show that the rules bite. */
@NullMarked
package sg.com.aurix.bootstrap.architecture.planted;

import org.jspecify.annotations.NullMarked;
