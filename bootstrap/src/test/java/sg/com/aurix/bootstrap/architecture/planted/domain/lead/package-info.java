@NullMarked
package sg.com.aurix.bootstrap.architecture.planted.domain.lead;

import org.jspecify.annotations.NullMarked;
