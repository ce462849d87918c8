"""Request bodies are read as they are written: "5" is not a 5, and neither is 5.0.

Litestar converts a body leniently, as it does query strings. For a body that would let a client's mistake with a
quantity or an amount pass for a number, so JSON bodies of our structs are decoded here, strictly.
"""

from typing import Any, ClassVar

import msgspec
from litestar._openapi.schema_generation import SchemaCreator
from litestar.dto import AbstractDTO
from litestar.openapi.spec import Reference, Schema
from litestar.plugins import SerializationPlugin
from litestar.typing import FieldDefinition

from lilong.platform import validation
from lilong.platform.errors import InvalidInput


class _StrictBody(AbstractDTO[Any]):
    """Litestar's hook for reading a body; what it reads is the handler's own struct."""

    struct: ClassVar[type[msgspec.Struct]]

    def decode_bytes(self, value: bytes) -> Any:
        """The struct in a body. Raises InvalidInput with a sentence for the field that is wrong."""
        try:
            return msgspec.json.decode(value, type=self.struct)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InvalidInput(dict([validation.explain(str(error))])) from error

    @classmethod
    def create_for_field_definition(cls, *_: Any, **__: Any) -> None:
        """There is nothing to prepare: the struct is the model."""

    @classmethod
    def create_openapi_schema(
        cls, field_definition: FieldDefinition, handler_id: str, schema_creator: SchemaCreator
    ) -> Reference | Schema:
        """The struct's own schema."""
        return schema_creator.for_field_definition(field_definition)


class StrictBodies(SerializationPlugin):
    """Reads every handler's `data` of a struct type strictly."""

    def supports_type(self, field_definition: FieldDefinition) -> bool:
        """Whether this is the body of a request, as JSON."""
        return field_definition.name == "data" and field_definition.is_subclass_of(msgspec.Struct)

    def create_dto_for_type(self, field_definition: FieldDefinition) -> type[_StrictBody]:
        """The reader for one struct."""
        struct = field_definition.annotation
        return type(f"Strict{struct.__name__}", (_StrictBody,), {"struct": struct})
