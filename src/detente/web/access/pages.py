"""The pages of accounts: login and logout, one's own account, people, audit log. Forms only; no script is needed."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, Final

import anyio
from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from detente.errors import UsageError
from detente.web.access import passwords
from detente.web.access.accounts import Entered
from detente.web.access.audit import ACTIONS, By
from detente.web.access.guard import Access
from detente.web.access.roles import Principal, Role, current
from detente.web.access.sessions import DEVICE
from detente.web.security import form_token, is_ours, with_token
from detente.web.templates import render

HASHED_AT_ONCE: Final = 2  # each takes 64 MiB for a moment
MOST_WAITING: Final = 20
AUDIT_PAGE: Final = 100
Name = Annotated[str, Form(max_length=200)]
Password = Annotated[str, Form(max_length=1100)]
Token = Annotated[str, Form(max_length=100)]


def router(access: Access) -> APIRouter:
    """All of them."""
    made = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    _login(made, access)
    _account(made, access)
    _tokens(made, access)
    _people(made, access)
    _audit(made, access)
    return made


def local(address: str) -> str:
    """The address if it is a page of ours, else "/": after the login nobody is sent to another site."""
    fine = address.startswith("/") and not address.startswith(("//", "/\\", "/login", "/logout"))
    return address if fine and address.isprintable() and "\\" not in address and len(address) < 2000 else "/"


def me() -> Principal:
    """Whoever is logged in; the guard lets nobody else come here."""
    who = current.get()
    if who is None:
        raise HTTPException(401)
    return who


def own_form(request: Request, token: Token) -> Principal:
    """Whoever sent a form of ours; raises 403 for a form of anybody else's."""
    if not is_ours(request, token):
        raise HTTPException(403, "the form is too old or not ours: open the page again")
    return me()


def _by(who: Principal) -> By:
    return By(who.name, who.address)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _login(made: APIRouter, access: Access) -> None:
    hashing = anyio.CapacityLimiter(HASHED_AT_ONCE)

    def page(request: Request, status: int = 200, *, next: str = "/", name: str = "", wrong: str = "") -> Response:  # noqa: A002
        token = form_token(request)
        shown = render(
            "access/login.html",
            page="login",
            title="Log in",
            token=token,
            next=next,
            given=name,
            wrong=wrong,
            gate=True,
        )
        return with_token(HTMLResponse(shown, status), token, secure=access.secure)

    @made.get("/login")
    def login_page(request: Request, next: str = "/") -> Response:  # noqa: A002 (its name in the address)
        if current.get() is not None:
            return RedirectResponse(local(next), status_code=303)
        return page(request, next=local(next))

    @made.post("/login")
    async def login(
        request: Request,
        name: Name,
        password: Password,
        token: Token,
        next: Annotated[str, Form(max_length=4000)] = "/",  # noqa: A002
    ) -> Response:
        if not is_ours(request, token):
            return page(request, 403, next=local(next), name=name, wrong="The page was too old. Please try again.")
        if hashing.statistics().tasks_waiting >= MOST_WAITING:
            raise HTTPException(503, "many log in at once: try again in a moment", {"Retry-After": "3"})
        work = partial(
            access.accounts.login, name, password, _address(request),
            device=request.cookies.get(access.device_cookie, ""), old=request.cookies.get(access.session_cookie, ""),
        )  # fmt: skip
        done = await anyio.to_thread.run_sync(work, limiter=hashing)
        if isinstance(done, Entered):
            return _entered(access, done, local(next))
        if done.wait:
            answer = page(request, 429, next=local(next), name=name, wrong=f"Too many tries. Wait {done.wait} s.")
            answer.headers["Retry-After"] = str(done.wait)
            return answer
        return page(request, 403, next=local(next), name=name, wrong="Name or password are not right.")

    @made.post("/logout")
    def logout(request: Request, token: Token) -> Response:
        who = own_form(request, token)
        access.accounts.logout(who, _by(who))
        answer = RedirectResponse("/login", status_code=303)
        answer.delete_cookie(access.session_cookie, path="/", secure=access.secure, httponly=True, samesite="lax")
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer


def _entered(access: Access, done: Entered, address: str) -> Response:
    answer = RedirectResponse(address, status_code=303)
    _give(answer, access, access.session_cookie, done.session)
    _give(answer, access, access.device_cookie, done.device, int(DEVICE.total_seconds()))
    return answer


def _give(answer: Response, access: Access, name: str, value: str, age: int | None = None) -> None:
    """A cookie no script can read. Lax: whoever follows a link to a page from a mail stays logged in; changes need the form's token."""
    answer.set_cookie(name, value, max_age=age, path="/", secure=access.secure, httponly=True, samesite="lax")


def _account(made: APIRouter, access: Access) -> None:
    accounts = access.accounts

    @made.get("/account")
    def account() -> str:
        return account_page(access)

    @made.post("/account/password")
    def password(request: Request, token: Token, old: Password, new: Password, again: Password) -> Response:
        who = own_form(request, token)
        try:
            passwords.check_twice(new, again, who.name)
            accounts.confirm(who, old, _address(request))
            accounts.set_password(who.name, new, _by(who), but=who.session)
        except UsageError as error:
            return HTMLResponse(account_page(access, wrong=error), 400)
        answer = RedirectResponse("/account", status_code=303)
        _give(answer, access, access.session_cookie, accounts.renew(who))
        return answer

    @made.post("/account/sessions")
    def sessions(request: Request, token: Token) -> Response:
        who = own_form(request, token)
        accounts.end_others(who, _by(who))
        return RedirectResponse("/account", status_code=303)


def account_page(access: Access, *, wrong: UsageError | None = None, made: str = "") -> str:
    """One's own account; `made`: a token that is shown this once."""
    who = me()
    held = access.accounts.tokens_of(who.name)
    return render(
        "access/account.html", page="account", title="Your account", me=who, tokens=held, now=access.accounts.now(),
        sessions=access.accounts.sessions_of(who.user), wrong=_told(wrong), made=made, shortest=passwords.SHORTEST,
        roles=[role.word for role in Role if role <= who.role],
    )  # fmt: skip


def _told(error: UsageError | None) -> str:
    return f"{error.problem.what[:1].upper()}{error.problem.what[1:]}: {error.problem.remedy}." if error else ""


def _tokens(made: APIRouter, access: Access) -> None:
    accounts = access.accounts

    @made.post("/account/tokens")
    def make(
        request: Request,
        token: Token,
        label: Name,
        kind: Annotated[str, Form(max_length=10)],
        days: Annotated[int, Form()],
        role: Annotated[str, Form(max_length=10)] = "reader",
    ) -> Response:
        who = own_form(request, token)
        try:
            new = accounts.make_token(who.name, _by(who), kind=kind, role=_role(role), label=label, days=days)
        except UsageError as error:
            return HTMLResponse(account_page(access, wrong=error), 400)
        return HTMLResponse(account_page(access, made=new))

    @made.post("/account/tokens/revoke")
    def revoke(request: Request, token: Token, id: Name) -> Response:  # noqa: A002
        who = own_form(request, token)
        try:
            accounts.revoke(who.name, id, _by(who))
        except UsageError as error:
            return HTMLResponse(account_page(access, wrong=error), 400)
        return RedirectResponse("/account", status_code=303)


def _role(word: str) -> Role:
    try:
        return Role.of(word)
    except KeyError:
        raise UsageError("role", f"no such role: {word[:40]}", "reader, analyst or admin") from None


def _people(made: APIRouter, access: Access) -> None:
    accounts = access.accounts

    def page(status: int = 200, *, wrong: UsageError | None = None, name: str = "", new: str = "") -> Response:
        shown = render(
            "access/users.html", page="users", title="People", me=me(), people=accounts.people(), wrong=_told(wrong), whose=name,
            new=new, roles=[role.word for role in Role],
        )  # fmt: skip
        return HTMLResponse(shown, status)

    @made.get("/users")
    def people() -> Response:
        return page()

    @made.post("/users/add")
    def add(request: Request, token: Token, name: Name, role: Name) -> Response:
        who = own_form(request, token)
        new = passwords.made()
        try:
            accounts.add(name, new, _role(role), _by(who), temporary=True)
        except UsageError as error:
            return page(400, wrong=error)
        return page(name=name, new=new)

    @made.post("/users/reset")
    def reset(request: Request, token: Token, name: Name) -> Response:
        who = own_form(request, token)
        new = passwords.made()
        try:
            accounts.set_password(name, new, _by(who), temporary=True)
        except UsageError as error:
            return page(400, wrong=error)
        return page(name=name, new=new)

    @made.post("/users/role")
    def role(request: Request, token: Token, name: Name, role: Name) -> Response:
        return changed(own_form(request, token), lambda by: accounts.set_role(name, _role(role), by))

    @made.post("/users/active")
    def active(request: Request, token: Token, name: Name, active: bool = Form()) -> Response:
        return changed(own_form(request, token), lambda by: accounts.set_active(name, active, by))

    def changed(who: Principal, change: Any) -> Response:
        try:
            change(_by(who))
        except UsageError as error:
            return page(400, wrong=error)
        return RedirectResponse("/users", status_code=303)


def _audit(made: APIRouter, access: Access) -> None:
    @made.get("/audit")
    def audit(action: str = "", name: str = "", before: int | None = None) -> str:
        if action and action not in ACTIONS:
            raise HTTPException(400, "there is no such action")
        wanted = {"action": action or None, "name": name[:200].strip() or None, "before": before}
        lines = access.accounts.audit(**wanted, limit=AUDIT_PAGE + 1)  # type: ignore[arg-type]
        more = lines[AUDIT_PAGE - 1].key if len(lines) > AUDIT_PAGE else None
        return render(
            "access/audit.html", page="audit", title="Audit log", lines=lines[:AUDIT_PAGE], actions=ACTIONS, action=action,
            whose=name, more=more,
        )  # fmt: skip
