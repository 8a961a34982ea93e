@NullMarked
package sg.com.aurix.bootstrap.architecture.planted.application.usecase;

import org.jspecify.annotations.NullMarked;
