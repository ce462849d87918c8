"""How the API describes itself: OpenAPI 3.1, checked in as docs/api/openapi.json and diffed by a test."""

from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import SwaggerRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

VIEWER = "/console/api-docs"
"""Built with the consoles: the page needs no other host."""

config = OpenAPIConfig(
    title="里弄 Lilong API",
    version="1",
    description=(
        "Money is integer fen, rates are basis points, times are ISO-8601 UTC. Lists page by cursor. "
        "Mutations that create take an Idempotency-Key. Refusals are problem+json with a stable `code` "
        "and a Chinese `message` that may be shown."
    ),
    path="/api/docs",
    render_plugins=[
        SwaggerRenderPlugin(
            path="/",
            favicon="<link rel='icon' href='data:,'>",
            js_url=f"{VIEWER}/swagger-ui-bundle.js",
            css_url=f"{VIEWER}/swagger-ui.css",
            standalone_preset_js_url=f"{VIEWER}/swagger-ui-standalone-preset.js",
        )
    ],
    components=Components(
        security_schemes={
            "session": SecurityScheme(type="http", scheme="bearer", description="An access token")
        }
    ),
    use_handler_docstrings=True,
)
