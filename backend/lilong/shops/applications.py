"""Applying for a shop: submitted, then approved, or rejected and submitted again. Every step leaves a row of history."""

from typing import Any

from sqlalchemy import insert, update

from lilong.platform import audit, clock, ids, media, phones, regions
from lilong.platform.audit import Actor
from lilong.platform.db import Db
from lilong.platform.errors import InvalidInput
from lilong.platform.paging import Page, encode_cursor
from lilong.shops import present, queries, rules
from lilong.shops.errors import AlreadyDecided, NotRejected, ShopNameTaken
from lilong.shops.rules import ApplicationState
from lilong.shops.schemas import (
    Application,
    ApplicationEvent,
    ApplicationInput,
    ApplicationReview,
    Approval,
    PlaceInput,
)
from lilong.shops.tables import application, application_event


async def submit(db: Db, applicant: Actor, ask: ApplicationInput) -> Application:
    """Apply for a shop. Raises InvalidInput, ShopNameTaken."""
    columns = await _checked(db, applicant, ask)
    application_id = await ids.one(db)
    row = columns | {"id": application_id, "staff_id": applicant.id}
    await db.execute(insert(application), row)
    await _note(db, application_id, "submitted", applicant)
    return await show_own(db, applicant.id, application_id)


async def resubmit(db: Db, applicant: Actor, application_id: int, ask: ApplicationInput) -> Application:
    """Put right what was rejected and submit it again. Raises NotFound, NotRejected, InvalidInput, ShopNameTaken."""
    await queries.own_application(db, applicant.id, application_id)
    before = await queries.lock_application(db, application_id)
    if before.state != "rejected":
        raise NotRejected
    columns = await _checked(db, applicant, ask)
    await db.execute(update(application).where(application.c.id == application_id).values(columns))
    await _note(db, application_id, "resubmitted", applicant)
    return await show_own(db, applicant.id, application_id)


async def reject(db: Db, operator: Actor, application_id: int, note: str) -> ApplicationReview:
    """Send it back with what to put right. Raises NotFound, AlreadyDecided."""
    before = await queries.lock_application(db, application_id)
    if before.state != "submitted":
        raise AlreadyDecided
    await _decide(db, application_id, state="rejected", decision_note=note)
    await _note(db, application_id, "rejected", operator, note)
    await audit.record(db, operator, "application.rejected", f"application:{application_id}", reason=note)
    return await review(db, application_id)


async def mark_approved(db: Db, operator: Actor, application_id: int, shop_id: int, agreed: Approval) -> None:
    """The application has become a shop; the caller holds its lock."""
    await _decide(
        db,
        application_id,
        state="approved",
        decision_note=agreed.note,
        shop_id=shop_id,
        commission_bp=agreed.commission_bp,
    )
    await _note(db, application_id, "approved", operator, agreed.note)
    subject = f"application:{application_id}"
    await audit.record(db, operator, "application.approved", subject, after=agreed, reason=agreed.note)


async def show_own(db: Db, staff_id: int, application_id: int) -> Application:
    """An application to the applicant. Raises NotFound."""
    row = await queries.own_application(db, staff_id, application_id)
    return (await present.applications(db, [row]))[0]


async def review(db: Db, application_id: int) -> ApplicationReview:
    """An application to an operator. Raises NotFound."""
    row = await queries.any_application(db, application_id)
    pictures = await media.pictures(db, [row.licence_media_id])
    steps = [
        ApplicationEvent(step.kind, step.actor_kind, step.actor_id, step.note, step.at)
        for step in await queries.history(db, application_id)
    ]
    return ApplicationReview(
        staff_id=row.staff_id,
        commission_bp=row.commission_bp,
        history=steps,
        **present.application_fields(row, pictures),
    )


async def page(db: Db, state: ApplicationState | None, cursor: str | None, limit: int) -> Page[Application]:
    """Applications for operators, the latest first. Raises InvalidInput (cursor)."""
    rows = await queries.applications_page(db, state, cursor, limit)
    shown = rows[:limit]
    more = encode_cursor(shown[-1].id) if len(rows) > limit else None
    return Page(await present.applications(db, shown), more)


async def _checked(db: Db, applicant: Actor, ask: ApplicationInput) -> dict[str, Any]:
    problems = {
        "shop_name": rules.name_problem(ask.shop_name),
        "licence_number": None
        if rules.is_credit_code(ask.licence_number)
        else "统一社会信用代码不正确，请对照营业执照检查",
    }
    if wrong := {field: problem for field, problem in problems.items() if problem}:
        raise InvalidInput(wrong)
    await media.require(db, "licence_media_id", [ask.licence_media_id], actor=applicant)
    name = rules.clean_name(ask.shop_name)
    if await queries.is_name_taken(db, name):
        raise ShopNameTaken
    return {
        "state": "submitted",
        "shop_name": name,
        "tagline": ask.tagline,
        "company_name": ask.company_name.strip(),
        "licence_number": ask.licence_number,
        "licence_media_id": ask.licence_media_id,
        "contact_name": ask.contact_name,
        "contact_phone_sealed": phones.seal(ask.contact_phone),
        "category_ids": sorted(set(ask.category_ids)),
        "submitted_at": clock.now(),
        "decided_at": None,
        "decision_note": "",
        **place_columns(ask.address),
    }


def place_columns(ask: PlaceInput) -> dict[str, str]:
    """The columns of a company's address. Raises InvalidInput for what is not a district."""
    found = regions.place(ask.region_code)
    if found is None:
        raise InvalidInput({"address.region_code": "请选择省、市、区"})
    return {
        "region_code": ask.region_code,
        "province": found.province,
        "city": found.city,
        "district": found.district,
        "street": ask.street,
        "detail": ask.detail,
    }


async def _decide(db: Db, application_id: int, **columns: object) -> None:
    decided = update(application).where(application.c.id == application_id)
    await db.execute(decided.values(columns | {"decided_at": clock.now()}))


async def _note(db: Db, application_id: int, kind: str, actor: Actor, note: str = "") -> None:
    row = {
        "id": await ids.one(db),
        "application_id": application_id,
        "kind": kind,
        "actor_kind": actor.kind,
        "actor_id": actor.id,
        "note": note,
        "at": clock.now(),
    }
    await db.execute(insert(application_event), row)
