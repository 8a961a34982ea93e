/**
 * Reading request bodies: strict JSON (RFC 8259 and nothing beside it) into typed fields, with every field at fault named at once
 * (API-3, RS-21); and what the JSON of answers has in common.
 *
 * <p>Properties that nobody asks for are passed over on every surface: partners' clients and widgets in the field must keep working
 * with older and newer servers alike. Not here: what a value must be, which the domain's own constructors say.
 */
@NullMarked
package sg.com.aurix.adapters.http.json;

import org.jspecify.annotations.NullMarked;
