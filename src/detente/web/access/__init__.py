"""Access: who may see and do what when a team uses one server (`detente serve --auth`): accounts, sessions, tokens, audit log.

    roles       reader, analyst, admin; the role a request needs
    accounts    `Accounts`: all that is asked of the database, a transaction a method
    guard       between the server and the pages: no request passes without a login but those to log in
    pages       login, account, people, audit log

Without `--auth` none of it is loaded but `roles`. docs/serve.md is the manual.
"""

from detente.web.access.roles import Principal, Role, current

__all__ = ["Principal", "Role", "current"]
