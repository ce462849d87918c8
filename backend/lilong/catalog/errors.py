"""What the catalogue refuses."""

from lilong.platform.errors import DomainError, NotFound


class ProductNotFound(NotFound):
    """No such product, or it was never for sale."""

    code, message = "product_not_found", "商品不存在或已下架，去看看别的吧"


class FreightTemplateNameTaken(DomainError):
    """The shop has a template of that name."""

    code, message = "freight_template_name_taken", "已有同名的运费模板，请换一个名称"


class SkuCodeTaken(DomainError):
    """Another SKU of the shop carries the code."""

    code, message = "sku_code_taken", "规格编码“{sku_code}”已被本店其他规格使用，请换一个"
