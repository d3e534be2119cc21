package io.freshet.forage.account;

import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.database.Migrated;
import io.freshet.forage.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Makes the operator's account that the configuration names, where there is none of that name. */
@Singleton
final class FirstOperator {
    private static final Logger LOG = Logger.getLogger(FirstOperator.class);

    private final ForageConfig.OperatorConfig operator;
    private final Accounts accounts;
    private final Passwords passwords;

    FirstOperator(ForageConfig config, Accounts accounts, Passwords passwords) {
        this.operator = config.operator();
        this.accounts = accounts;
        this.passwords = passwords;
    }

    void make(@Observes Migrated event) {
        if (operator.name().isEmpty()) {
            return;
        }
        AccountName name = new AccountName(operator.name().get());
        try {
            accounts.find(name)
                    .flatMap(found -> found.isPresent() ? existing() : create(name))
                    .await()
                    .indefinitely();
        } catch (Refused refused) {
            if (refused.retryAfterSeconds() > 0) {
                throw refused;
            }
            LOG.warnf(
                    "The operator's account %s was not made: %s",
                    name.text(), refused.getMessage());
        }
    }

    private Uni<Void> create(AccountName name) {
        return passwords
                .hash(operator.password().orElse(""), "first operator")
                .flatMap(hash -> accounts.create(name, hash, Role.OPERATOR))
                .invoke(made -> LOG.infof("Made the operator's account %s", made.name()))
                .replaceWithVoid();
    }

    private static Uni<Void> existing() {
        return Uni.createFrom().voidItem();
    }
}
