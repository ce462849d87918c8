"""Refusals of sign-in, roles and addresses."""

from lilong.platform.errors import DomainError, TooManyRequests


class WrongCredentials(DomainError):
    """Phone, password or code do not match; which one is not told."""

    status, code, message = 401, "wrong_credentials", "手机号、密码或验证码不正确，请检查后再试"


class TotpRequired(DomainError):
    """The password is right; now the code of the authenticator app."""

    status, code, message = 401, "totp_required", "请输入身份验证器上的 6 位验证码"


class LockedOut(TooManyRequests):
    """Five wrong tries: this phone waits a quarter of an hour."""

    code, message = "locked_out", "尝试次数过多，为保护账号已暂停登录，请 {retry_after_seconds} 秒后再试"


class LoginCodeRefused(DomainError):
    """WeChat does not know the login code, or has seen it before."""

    status, code, message = 400, "login_code_refused", "微信登录没有成功，请重新打开小程序再试"


class PhoneTaken(DomainError):
    """There is an account with this phone already."""

    code, message = "phone_taken", "这个手机号已经注册，请直接登录"


class StaffUnknown(DomainError):
    """Nobody has registered with this phone."""

    status, code, message = 404, "staff_unknown", "这个手机号还没有注册，请让对方先在商家后台注册账号"


class AlreadyMember(DomainError):
    """The person works here already."""

    code, message = "already_member", "对方已经是本店店员，可以直接修改角色"


class CannotGrant(DomainError):
    """Nobody gives, changes or takes away permissions that he does not hold himself."""

    status, code, message = 403, "cannot_grant", "只能管理您自己拥有的权限，请联系{owner}处理"


class LastOwner(DomainError):
    """Somebody must be left who may do everything."""

    code, message = "last_owner", "至少要保留一位{owner}，请先把角色交给其他人"


class OwnerRoleFixed(DomainError):
    """The owner's role always holds every permission."""

    code, message = "owner_role_fixed", "{owner}角色拥有全部权限，不能修改或删除"


class RoleInUse(DomainError):
    """People still have this role."""

    code, message = "role_in_use", "还有 {people} 人在使用这个角色，请先为他们更换角色"


class RoleNameTaken(DomainError):
    """Two roles would be called the same."""

    code, message = "role_name_taken", "已有同名角色，请换一个名称"


class TotpNotPrepared(DomainError):
    """A code came before a secret was asked for."""

    code, message = "totp_not_prepared", "请先扫描二维码绑定身份验证器"


class TotpAlreadyOn(DomainError):
    """A second secret would lock the first one out."""

    code, message = "totp_already_on", "两步验证已经开启，如需更换请先关闭"


class WrongTotpCode(DomainError):
    """Not the present code, or one that was used already."""

    status, code, message = 400, "wrong_totp_code", "验证码不正确或已使用，请等待下一个验证码"


class TooManyAddresses(DomainError):
    """Fifty addresses are enough for a person."""

    code, message = "too_many_addresses", "最多保存 {limit} 个地址，请先删除不用的地址"
