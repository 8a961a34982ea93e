/**
 * The door for JVM applications that embed Aurix: {@link sg.com.aurix.application.Aurix} composes the use cases over the ports that
 * the application provides.
 *
 * <p>Not here: the use cases themselves ({@code usecase}), what they need ({@code port}), ports that come along ({@code inmemory}).
 */
@NullMarked
package sg.com.aurix.application;

import org.jspecify.annotations.NullMarked;
