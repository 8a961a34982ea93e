@NullMarked
package sg.com.aurix.bootstrap.architecture.planted.adapters.persistence;

import org.jspecify.annotations.NullMarked;
