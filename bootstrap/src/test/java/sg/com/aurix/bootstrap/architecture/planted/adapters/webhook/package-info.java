@NullMarked
package sg.com.aurix.bootstrap.architecture.planted.adapters.webhook;

import org.jspecify.annotations.NullMarked;
