package dev.offstage.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessSettingsTest {
    @Test
    void theRestHasDefaults() {
        assertThat(AccessSettings.from(Map.of("ACCESS", "jwt", "JWT_ROLE_CLAIM", "", "OPEN_HEALTH", "")))
                .isEqualTo(new AccessSettings(AccessSettings.Mode.JWT, "scope", "offstage/", false, false));
    }

    @Test
    void noRoleIsReadWithoutAPrefix() {
        assertThat(AccessSettings.from(Map.of(
                        "ACCESS",
                        "token",
                        "JWT_ROLE_CLAIM",
                        "cognito:groups",
                        "JWT_ROLE_PREFIX",
                        "",
                        "OPEN_HEALTH",
                        "true")))
                .isEqualTo(new AccessSettings(AccessSettings.Mode.TOKEN, "cognito:groups", "offstage/", true, false));
    }

    @Test
    void samLocalIsKnownByItsVariable() {
        assertThat(AccessSettings.from(Map.of("ACCESS", "iam", "AWS_SAM_LOCAL", "true"))
                        .samLocal())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "IAM", "none", "iam ", "öffen"})
    void whatIsNoWayToProveOneselfOpensNothing(String access) {
        assertThatThrownBy(() -> AccessSettings.from(Map.of("ACCESS", access)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ACCESS is \"" + access + "\"; it must be iam, jwt or token");
        assertThatThrownBy(() -> AccessSettings.from(Map.of())).hasMessageStartingWith("ACCESS is \"\"");
    }

    @Test
    void openHealthIsTrueOrFalse() {
        assertThatThrownBy(() -> AccessSettings.from(Map.of("ACCESS", "iam", "OPEN_HEALTH", "yes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OPEN_HEALTH is \"yes\"; it must be true or false.");
    }
}
