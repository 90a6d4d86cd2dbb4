#include "graph/column_form.hpp"

namespace parley {

std::string ColumnForm::encode() const {
    std::string bytes;
    ByteWriter out(bytes);
    out.byte(static_cast<std::uint8_t>(layout));
    out.byte(static_cast<std::uint8_t>(kind));
    out.byte(width);
    out.byte(sparse ? 1 : 0);
    out.number(count);
    out.integer(base);
    return bytes;
}

ColumnForm ColumnForm::decode(std::string_view bytes) {
    ByteReader reader(bytes);
    ColumnForm form;
    form.layout = static_cast<Layout>(reader.byte() & 3);
    form.kind = static_cast<ColumnNumber>(reader.byte() % 3);
    form.width = reader.byte();
    form.sparse = reader.byte() != 0;
    form.count = static_cast<std::uint32_t>(reader.number());
    form.base = reader.integer();
    return form;
}

}  // namespace parley
