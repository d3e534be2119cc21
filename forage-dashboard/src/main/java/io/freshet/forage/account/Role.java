package io.freshet.forage.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.freshet.forage.problem.Refused;
import java.util.Locale;

/** What an account may do; each role may do what those before it may. */
public enum Role {
    /** Has a dashboard of their own. */
    LEARNER,
    /** Sees all learners' dashboards and the levels they reach. */
    COACH,
    /** Gives roles, and uses the control page of the traffic simulator. */
    OPERATOR;

    /** The role's name in JSON, in the database and as a role of the security identity. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role of that name.
     *
     * @throws Refused where there is none
     */
    @JsonCreator
    public static Role of(String wireName) {
        for (Role role : values()) {
            if (role.wireName().equals(wireName)) {
                return role;
            }
        }
        throw Refused.badRequest("A role is learner, coach or operator.");
    }

    /** The names as constants, for annotations. */
    public static final class Names {
        /** {@link Role#COACH}. */
        public static final String COACH = "coach";

        /** {@link Role#OPERATOR}. */
        public static final String OPERATOR = "operator";

        private Names() {}
    }
}
