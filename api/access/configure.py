"""Access rules from a server's settings. An unprotected server serves its own machine only."""

import logging
from typing import TYPE_CHECKING

from api.access.access import Access
from api.access.addresses import is_this_machine
from api.access.keys import KeyStore
from api.access.limits import RateLimits
from api.access.owner.owner_code import OwnerCode
from api.access.tokens import OriginTokens
from api.settings import Settings
from ingest.errors import SettingsError
from ingest.text import Text

if TYPE_CHECKING:
    from api.access.login.openid import Login

log = logging.getLogger(__name__)


def make_access(settings: Settings) -> Access:
    """Make the rules.

    A server is protected if it has ever had a key, if a proxy or a login names users, or if `open` is off.
    """
    keys = KeyStore(settings.keys_db)
    protected = _is_protected(settings, keys) and not settings.open
    only_this_machine = not protected and not settings.open
    return Access(
        limits=RateLimits(settings.rate_limit),
        tokens=OriginTokens(settings.secret.get_secret_value()),
        allowed_origins=frozenset(settings.allowed_origins),
        keys=keys,
        is_protected=protected,
        has_login=_has_login(settings),
        login=_make_login(settings) if protected and settings.oidc_issuer else None,
        only_this_machine=only_this_machine,
        owners=frozenset(settings.owners),
        owner_code=OwnerCode() if only_this_machine else None,
    )


def warn_of_open_reading(access: Access) -> None:
    """Log a warning: a proxy in front of an unprotected server decides who reads."""
    if access.only_this_machine:
        log.warning(
            "This server is not protected. It answers its own machine, and a proxy, tunnel or port forward on this "
            "machine looks the same: whatever stands in front decides who reads the documents and asks. "
            "RUNDBORD_OPEN=off closes the server to everybody without a key or a login (docs/proxy.md)."
        )


def check_start(settings: Settings) -> None:
    """Refuse to serve other machines without any protection.

    Raises
    ------
    SettingsError
        If the server would listen unprotected, if a user's or groups' header lacks what it needs, or if a login is
        configured by half.
    """
    if bool(settings.oidc_issuer) != bool(settings.oidc_client_id):
        raise SettingsError(
            Text(
                "RUNDBORD_OIDC_ISSUER og RUNDBORD_OIDC_CLIENT_ID hører sammen, og kun den ene er sat: sæt begge, eller "
                "ingen.",
                "RUNDBORD_OIDC_ISSUER and RUNDBORD_OIDC_CLIENT_ID belong together, and only one of them is set: "
                "set both, or none.",
            )
        )
    if settings.user_header and not settings.trusted_proxies:
        raise SettingsError(
            Text(
                f"RUNDBORD_USER_HEADER er {settings.user_header}, men RUNDBORD_TRUSTED_PROXIES nævner ingen proxy, "
                "hvis ord gælder: nævn dens adresse.",
                f"RUNDBORD_USER_HEADER is {settings.user_header}, but RUNDBORD_TRUSTED_PROXIES names no proxy to "
                "believe: name its address.",
            )
        )
    if settings.groups_header and not settings.user_header:
        raise SettingsError(
            Text(
                f"RUNDBORD_GROUPS_HEADER er {settings.groups_header}, men RUNDBORD_USER_HEADER er ikke sat: grupper "
                "tæller kun for en bruger, som proxyen også nævner.",
                f"RUNDBORD_GROUPS_HEADER is {settings.groups_header}, but RUNDBORD_USER_HEADER is not set: groups "
                "count only for a user whom the proxy names too.",
            )
        )
    if settings.owners and not _has_login(settings):
        raise SettingsError(
            Text(
                "RUNDBORD_OWNERS nævner ejere, men ingen logger ind: sæt RUNDBORD_USER_HEADER eller "
                "RUNDBORD_OIDC_ISSUER, eller giv ejeren en nøgle med «rundbord keys create NAVN --scope admin» i "
                "stedet.",
                "RUNDBORD_OWNERS names owners, but nobody logs in: set RUNDBORD_USER_HEADER or RUNDBORD_OIDC_ISSUER, "
                "or give the owner a key with “rundbord keys create NAME --scope admin” instead.",
            )
        )
    if settings.open or is_this_machine(settings.host) or _is_protected(settings, KeyStore(settings.keys_db)):
        return
    raise SettingsError(
        Text(
            f"Serveren skal lytte på {settings.host}, hvor andre maskiner kan nå den, og intet beskytter den. Lav en "
            "nøgle med «rundbord keys create», eller nævn jeres login-proxy i RUNDBORD_TRUSTED_PROXIES og "
            "RUNDBORD_USER_HEADER, eller jeres OpenID Connect-udbyder i RUNDBORD_OIDC_ISSUER og "
            "RUNDBORD_OIDC_CLIENT_ID, eller lyt på 127.0.0.1. Skal alle på netværket kunne bruge den, så sæt "
            "RUNDBORD_OPEN=on.",
            f"The server is told to listen on {settings.host}, where other machines reach it, and nothing protects it. "
            "Make a key with “rundbord keys create”, or name your login proxy in RUNDBORD_TRUSTED_PROXIES and "
            "RUNDBORD_USER_HEADER, or your OpenID Connect provider in RUNDBORD_OIDC_ISSUER and "
            "RUNDBORD_OIDC_CLIENT_ID, or listen on 127.0.0.1. If everybody on the network may use it, set "
            "RUNDBORD_OPEN=on.",
        )
    )


def _is_protected(settings: Settings, keys: KeyStore) -> bool:
    return settings.open is False or _has_login(settings) or bool(keys.listed())


def _has_login(settings: Settings) -> bool:
    return bool(settings.user_header or settings.oidc_issuer)


def _make_login(settings: Settings) -> "Login":
    from api.access.login.openid import Login  # noqa: PLC0415  brings Authlib, which only a server with a login waits for

    return Login(
        settings.oidc_issuer,
        settings.oidc_client_id,
        settings.oidc_client_secret.get_secret_value(),
        settings.secret.get_secret_value(),
        scope=settings.oidc_scope,
        groups_claim=settings.oidc_groups_claim,
    )
