@NullMarked
package sg.com.aurix.bootstrap.architecture.planted.domain.tracking;

import org.jspecify.annotations.NullMarked;
