"""Freight templates as shops save them."""

from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from lilong.catalog import pages
from lilong.catalog.errors import FreightTemplateNameTaken
from lilong.catalog.freight import FreightTemplate, FreightTerms
from lilong.catalog.rules import freight_problems
from lilong.catalog.tables import freight_template
from lilong.platform import audit, ids
from lilong.platform.audit import Actor
from lilong.platform.db import Db
from lilong.platform.errors import InvalidInput, NotFound


async def create(db: Db, *, shop_id: int, terms: FreightTerms, actor: Actor) -> FreightTemplate:
    """Save a new template. Raises InvalidInput, FreightTemplateNameTaken."""
    _check(terms)
    template_id = await ids.one(db)
    try:
        await db.execute(insert(freight_template).values(id=template_id, shop_id=shop_id, **_values(terms)))
    except IntegrityError as error:
        raise FreightTemplateNameTaken from error
    await _record(db, actor, "freight_template.created", shop_id, template_id, terms)
    return _view(template_id, shop_id, terms)


async def save(
    db: Db, *, shop_id: int, template_id: int, terms: FreightTerms, actor: Actor
) -> FreightTemplate:
    """Change a template; orders keep the freight they were placed with.

    Raises NotFound, InvalidInput, FreightTemplateNameTaken.
    """
    _check(terms)
    mine = (freight_template.c.id == template_id) & (freight_template.c.shop_id == shop_id)
    try:
        changed = await db.execute(update(freight_template).where(mine).values(_values(terms)))
    except IntegrityError as error:
        raise FreightTemplateNameTaken from error
    if changed.rowcount == 0:
        raise NotFound
    await _record(db, actor, "freight_template.saved", shop_id, template_id, terms)
    await pages.forget_shops(db)
    return _view(template_id, shop_id, terms)


def _check(terms: FreightTerms) -> None:
    if problems := freight_problems(terms):
        raise InvalidInput(problems)


def _values(terms: FreightTerms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in terms.__struct_fields__}


def _view(template_id: int, shop_id: int, terms: FreightTerms) -> FreightTemplate:
    return FreightTemplate(id=template_id, shop_id=shop_id, **_values(terms))


async def _record(
    db: Db, actor: Actor, action: str, shop_id: int, template_id: int, terms: FreightTerms
) -> None:
    await audit.record(db, actor, action, f"freight_template:{template_id}", shop_id=shop_id, after=terms)
