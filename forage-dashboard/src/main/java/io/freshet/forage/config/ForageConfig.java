package io.freshet.forage.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All that can be set of the dashboard. */
@ConfigMapping(prefix = "freshet.forage")
public interface ForageConfig {
    /**
     * Where the default dashboard's charts are: nothing for this server itself, or the address of a
     * chart-api elsewhere without a slash at its end, such as {@code https://charts.example.org}.
     */
    Optional<String> chartsUrl();

    /** Who may use the control page of the traffic simulator. */
    @WithDefault("operators")
    SporeMode spore();

    /**
     * Which pages may show a single chart of a pipeline's dashboard in a frame, as the policy
     * {@code frame-ancestors} has it: everybody's, or such as {@code https://intranet.example.org},
     * or {@code 'none'}.
     */
    @WithDefault("*")
    String framedBy();

    /** The three-letter codes that the country menus know before any chart has answered. */
    @WithDefault("ALB,ARG,AUS,AUT,BEL,BGR,BIH,BLR,BRA,BRN,CAN,CHE,CHL,COL,CRI,CZE,DEU,DNK,DOM,ESP")
    List<String> countries();

    /** The Postgres database that keeps accounts, in its schema {@code forage}. */
    DatabaseConfig database();

    /** Accounts and how people sign in. */
    AccountsConfig accounts();

    /** An account with the role operator, made at the start where there is none of that name. */
    OperatorConfig operator();

    /** An OpenID Connect provider, which then replaces passwords. */
    OidcConfig oidc();

    /** Where accounts are kept. */
    interface DatabaseConfig {
        /** {@code postgresql://host:port/database}. */
        String url();

        /** The user; must own the schema {@code forage}, or be allowed to create it. */
        String username();

        /** That user's password; none where the server asks for none. */
        Optional<String> password();
    }

    /** Accounts and sessions. */
    interface AccountsConfig {
        /** Whether visitors may make an account for themselves. */
        @WithDefault("true")
        boolean signUp();

        /** How many accounts there may be; above it, sign-up is refused. */
        @WithDefault("10000")
        int most();

        /** How long a session lasts after sign-in. */
        @WithDefault("P7D")
        Duration sessionLength();

        /**
         * Whether the session's cookie is only ever sent over https; otherwise it is so whenever
         * the sign-in itself came over https.
         */
        @WithDefault("false")
        boolean alwaysSecureCookie();

        /**
         * Failed sign-ins for one name from one address, or in one browser that the account signed
         * in with before, within {@link #attemptWindow()}.
         */
        @WithDefault("5")
        int attemptsPerName();

        /**
         * Failed sign-ins for one name from everywhere within {@link #attemptWindow()}. Those in a
         * browser that the account signed in with before do not count, and are not refused.
         */
        @WithDefault("50")
        int attemptsPerAccount();

        /**
         * Failed sign-ins, and new accounts, from one address within {@link #attemptWindow()}: more
         * than a class has learners, who all may come from one address.
         */
        @WithDefault("100")
        int attemptsPerAddress();

        /** How long an attempt counts. */
        @WithDefault("PT15M")
        Duration attemptWindow();

        /** The cost of a password's hash: each step doubles the work. From 10 to 16. */
        @WithDefault("12")
        int bcryptCost();
    }

    /** The first operator, who can give others their roles. */
    interface OperatorConfig {
        /** The account's name; without it no account is made. */
        Optional<String> name();

        /** Its password, used only when the account is made. */
        Optional<String> password();
    }

    /** The provider; the keys other than {@code enabled} matter only where that is true. */
    interface OidcConfig {
        /** Whether people sign in with the provider. */
        @WithDefault("false")
        boolean enabled();

        /** The provider's address, below which its discovery document is found. */
        Optional<String> url();

        /** This server's name at the provider. */
        Optional<String> clientId();

        /** This server's secret at the provider. */
        Optional<String> clientSecret();

        /** The provider's role whose members are coaches here. */
        @WithDefault("forage-coach")
        String coachRole();

        /** The provider's role whose members are operators here. */
        @WithDefault("forage-operator")
        String operatorRole();
    }
}
