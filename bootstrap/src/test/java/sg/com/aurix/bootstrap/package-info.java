@NullMarked
package sg.com.aurix.bootstrap;

import org.jspecify.annotations.NullMarked;
