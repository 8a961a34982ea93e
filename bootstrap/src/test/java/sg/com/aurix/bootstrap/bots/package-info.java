/** Tests of what is taken for a bot. */
@NullMarked
package sg.com.aurix.bootstrap.bots;

import org.jspecify.annotations.NullMarked;
