@NullMarked
package sg.com.aurix.bootstrap.extraction;

import org.jspecify.annotations.NullMarked;
