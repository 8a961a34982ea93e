@NullMarked
package sg.com.aurix.bootstrap.architecture.planted.adapters.http;

import org.jspecify.annotations.NullMarked;
