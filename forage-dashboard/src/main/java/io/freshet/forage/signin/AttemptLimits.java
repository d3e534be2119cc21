package io.freshet.forage.signin;

import io.freshet.forage.account.AccountName;
import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.database.ForageDatabase;
import io.freshet.forage.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * How often somebody may try to prove who they are. A browser that an account signed in with before
 * has attempts of its own at that account. All others share those of their network, those of the
 * account from their network, and those of the account from anywhere: so neither a class behind one
 * address nor a thousand addresses keep an account's owner out of it, where they came before.
 */
@Singleton
final class AttemptLimits {
    private final Attempts ofBrowser;
    private final Attempts ofAccountHere;
    private final Attempts ofAccount;
    private final Attempts ofNetwork;
    private final Attempts told;

    AttemptLimits(ForageDatabase database, ForageConfig config) {
        ForageConfig.AccountsConfig limits = config.accounts();
        ofBrowser = attempts(database, "browser", limits.attemptsPerName(), limits);
        ofAccountHere = attempts(database, "here", limits.attemptsPerName(), limits);
        ofAccount = attempts(database, "account", limits.attemptsPerAccount(), limits);
        ofNetwork = attempts(database, "network", limits.attemptsPerAddress(), limits);
        told = attempts(database, "told", 1, limits);
    }

    private static Attempts attempts(
            ForageDatabase database, String kind, int limit, ForageConfig.AccountsConfig limits) {
        return new Attempts(database, kind, limit, limits.attemptWindow());
    }

    /** An attempt at an account, in a browser that it signed in with before. */
    Uni<Taken> inKnownBrowser(AccountName name, String browser) {
        Counted own = new Counted(ofBrowser, name.key() + '\n' + browser);
        return take("browser " + browser, List.of(own), own);
    }

    /** An attempt at an account, in any other browser. */
    Uni<Taken> ofStranger(AccountName name, String network) {
        Counted here = new Counted(ofAccountHere, name.key() + '\n' + network);
        // the network first: where it has none left, nothing is kept of the names that it tries
        return take(
                network,
                List.of(new Counted(ofNetwork, network), here, new Counted(ofAccount, name.key())),
                here);
    }

    /** A new account, or an attempt at one by a code. */
    Uni<Taken> ofNewcomer(String network) {
        Counted own = new Counted(ofNetwork, network);
        return take(network, List.of(own), own);
    }

    /** Whether it is to be told that a network has no attempts left: once within a window. */
    Uni<Boolean> isToBeTold(String network) {
        return told.take(network).replaceWith(true).onFailure(Refused.class).recoverWithItem(false);
    }

    /** Takes one of each, or none where one is used up. */
    private static Uni<Taken> take(String party, List<Counted> wanted, Counted own) {
        Uni<Void> all = Uni.createFrom().voidItem();
        List<Counted> taken = new ArrayList<>();
        for (Counted one : wanted) {
            all =
                    all.chain(() -> one.attempts.take(one.key))
                            .invoke(() -> taken.add(one))
                            .replaceWithVoid();
        }
        return all.onFailure()
                .call(failure -> giveBack(taken))
                .replaceWith(() -> new Taken(party, wanted, own));
    }

    private static Uni<Void> giveBack(List<Counted> taken) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Counted one : taken) {
            all = all.chain(() -> one.attempts.giveBack(one.key));
        }
        return all;
    }

    /** One attempt of a key. */
    private record Counted(Attempts attempts, String key) {}

    /** Attempts that were taken for one try. */
    static final class Taken {
        private final String party;
        private final List<Counted> counted;
        private final Counted own;

        private Taken(String party, List<Counted> counted, Counted own) {
            this.party = party;
            this.counted = counted;
            this.own = own;
        }

        /** Who takes turns with others at what is slow. */
        String party() {
            return party;
        }

        /** They were none at guessing. */
        Uni<Void> giveBack() {
            return AttemptLimits.giveBack(counted);
        }

        /**
         * The try succeeded: what counts for this account here, or in this browser, starts anew.
         */
        Uni<Void> succeeded() {
            return giveBack().chain(() -> own.attempts.forget(own.key));
        }
    }
}
