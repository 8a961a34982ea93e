@NullMarked
package sg.com.aurix.bootstrap.sandbox;

import org.jspecify.annotations.NullMarked;
