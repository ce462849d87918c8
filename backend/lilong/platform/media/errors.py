"""Why a picture is refused."""

from lilong.platform.errors import DomainError


class UnusablePicture(DomainError):
    """Not a picture of a kind we take, damaged, or one that would not fit in memory."""

    status, code, message = 400, "unusable_picture", "图片无法使用：{reason}"


class PictureTooLarge(DomainError):
    """More bytes than we take."""

    status, code, message = 413, "picture_too_large", "图片不能超过 5 MB，请压缩后再上传"
