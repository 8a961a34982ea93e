@NullMarked
package sg.com.aurix.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
