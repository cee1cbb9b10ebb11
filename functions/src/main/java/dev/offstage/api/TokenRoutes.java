package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Caller;
import dev.offstage.access.NewToken;
import dev.offstage.access.Role;
import dev.offstage.access.Token;
import dev.offstage.access.Tokens;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens, for administrators. */
final class TokenRoutes {
    private static final int MOST_BYTES = 256 << 10;
    private static final String SCOPE = "tokens";
    private static final String NEVER = "never";
    private static final String LIFETIME = "never, a number of seconds or an ISO 8601 duration such as P90D, ";

    private final Tokens tokens;
    private final IdempotencyKeys keys;

    TokenRoutes(Tokens tokens, IdempotencyKeys keys) {
        this.tokens = tokens;
        this.keys = keys;
    }

    Answer list(Request request, Caller caller) {
        ListQuery query = new ListQuery(request);
        int limit = query.limit();
        String after = query.position(SCOPE, Optional::of).orElse("");
        List<Token> rest = tokens.list().stream()
                .filter(token -> place(token).compareTo(after) > 0)
                .toList();
        List<Token> page = rest.subList(0, Math.min(limit, rest.size()));
        return Answer.page(
                page.stream().map(TokenRoutes::json).toList(),
                page.size() == rest.size() ? null : ListCursor.write(place(page.getLast()), SCOPE));
    }

    /** Sorts as the list does: the newest first. */
    private static String place(Token token) {
        return String.format(
                Locale.ROOT, "%019d%s", Long.MAX_VALUE - token.createdAt().toEpochMilli(), token.id());
    }

    Answer create(Request request, Caller caller) {
        JrsValue body = request.body(MOST_BYTES).json();
        Fields fields = new Fields(body, Set.of("name", "role", "expiresIn"));
        Optional<String> name = fields.required(
                "name", text -> Optional.of(text).filter(Tokens::isName), "a text of " + Tokens.NAME_RULE);
        Optional<Role> role = fields.required("role", Role::parse, "submitter, reader, operator or admin");
        Duration lifetime = lifetime(fields);
        fields.check();
        JsonObject answer = keys.once(request, caller, body, this::known, id -> {
            Optional<NewToken> made = made(id, name.orElseThrow(), role.orElseThrow(), lifetime);
            made.ifPresent(token -> note("A token was made.", token.token().id(), request, caller));
            return made.map(token -> json(token.token()).put("token", token.text()))
                    // Another repetition was faster.
                    .or(() -> known(Objects.requireNonNull(id)))
                    .orElseThrow();
        });
        return Answer.of(201, answer);
    }

    private Optional<NewToken> made(@Nullable TaskId id, String name, Role role, @Nullable Duration lifetime) {
        return id == null
                ? Optional.of(tokens.create(name, role, lifetime))
                : tokens.createOnce(id.toString(), name, role, lifetime);
    }

    /** A token that a first request made. Its text was in the first answer and nowhere else. */
    private Optional<JsonObject> known(TaskId id) {
        return tokens.findOnce(id.toString()).map(token -> json(token).put("token", (String) null));
    }

    /** Who says nothing gets a token that ends. */
    private static @Nullable Duration lifetime(Fields fields) {
        return fields.says("expiresIn", NEVER)
                ? null
                : fields.duration("expiresIn", Tokens::isLifetime, LIFETIME + Tokens.LIFETIME_RULE)
                        .orElse(Tokens.USUAL_LIFETIME);
    }

    Answer revoke(Request request, Caller caller) {
        String id = request.pathParameter("id");
        if (!tokens.revoke(id)) {
            throw Problem.notFound(
                    "There is no token '" + Excerpt.of(id) + "'; GET /v1/tokens lists those that there are.");
        }
        note("A token was revoked.", id, request, caller);
        return Answer.done();
    }

    private static void note(String event, String id, Request request, Caller caller) {
        request.log().note(event, Json.object().put("id", id).put("by", caller.name()));
    }

    private static JsonObject json(Token token) {
        return Json.object()
                .put("id", token.id())
                .put("name", token.name())
                .put("role", token.role().wireName())
                .put("createdAt", Times.write(token.createdAt()))
                .put("expiresAt", Times.write(token.expiresAt()))
                .put("lastUsedAt", Times.write(token.lastUsedAt()))
                .put("revokedAt", Times.write(token.revokedAt()));
    }
}
