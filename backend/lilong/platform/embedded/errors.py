"""Why there is no embedded server."""


class EmbeddedPostgresError(Exception):
    """The embedded server could not be started; the message, in Chinese, says what to do."""


class ServerInUse(EmbeddedPostgresError):
    """Another living process runs the server of this data folder."""
