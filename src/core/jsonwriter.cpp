// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "json.h"

#include "jsonbuffer_p.h"
#include "jsontext_p.h"

#include <QtCore/QVarLengthArray>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace Racer::Json {

namespace {

void writeExponent(Buffer &out, int exponent)
{
    out.put('e');
    out.put(exponent < 0 ? '-' : '+');
    char digits[8];
    const auto end = std::to_chars(digits, digits + sizeof(digits), std::abs(exponent)).ptr;
    out.put(digits, size_t(end - digits));
}

// The shortest digits that read back as the same double, laid out by the rules of ECMAScript's Number::toString.
void writeFraction(Buffer &out, double number)
{
    char text[40];
    const char *end = std::to_chars(text, text + sizeof(text), number, std::chars_format::scientific).ptr;
    const char *from = text;
    if (*from == '-')
        out.put(*from++);
    const char *mark = std::find(from, end, 'e');
    int exponent = 0;
    std::from_chars(mark[1] == '+' ? mark + 2 : mark + 1, end, exponent);
    char digits[20];
    int count = 0;
    for (; from != mark; ++from) {
        if (*from != '.')
            digits[count++] = *from;
    }
    const int point = exponent + 1; // the digits stand for 0.digits * 10^point
    if (point > 21 || point <= -6) {
        out.put(digits[0]);
        if (count > 1) {
            out.put('.');
            out.put(digits + 1, size_t(count - 1));
        }
        writeExponent(out, exponent);
    } else if (point <= 0) {
        out.put("0.", 2);
        out.fill('0', size_t(-point));
        out.put(digits, size_t(count));
    } else if (point < count) {
        out.put(digits, size_t(point));
        out.put('.');
        out.put(digits + point, size_t(count - point));
    } else {
        out.put(digits, size_t(count));
        out.fill('0', size_t(point - count));
    }
}

void writeNumber(Buffer &out, double number)
{
    constexpr double exact = 9007199254740992.0; // up to here every integer is a double of its own
    if (!std::isfinite(number)) {
        out.put("null", 4);
    } else if (std::fabs(number) < exact && double(qint64(number)) == number) {
        char *to = out.room(24);
        out.advance(size_t(std::to_chars(to, to + 24, qint64(number)).ptr - to));
    } else {
        writeFraction(out, number);
    }
}

constexpr char HexDigits[] = "0123456789abcdef";

char *writeUnitEscape(char *to, char16_t unit) noexcept
{
    *to++ = '\\';
    *to++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4)
        *to++ = HexDigits[(unit >> shift) & 15];
    return to;
}

// A unit below 0x80 that is not plain.
char *writeAscii(char *to, char16_t unit) noexcept
{
    char letter = 0;
    switch (unit) {
    case u'"': letter = '"'; break;
    case u'\\': letter = '\\'; break;
    case u'\b': letter = 'b'; break;
    case u'\t': letter = 't'; break;
    case u'\n': letter = 'n'; break;
    case u'\f': letter = 'f'; break;
    case u'\r': letter = 'r'; break;
    default:
        if (unit < 0x20)
            return writeUnitEscape(to, unit);
        *to++ = char(unit);
        return to;
    }
    *to++ = '\\';
    *to++ = letter;
    return to;
}

char *writeMultibyte(char *to, const char16_t *&from, const char16_t *end) noexcept
{
    const char16_t unit = *from++;
    if (unit < 0x800) {
        *to++ = char(0xc0 | (unit >> 6));
        *to++ = char(0x80 | (unit & 0x3f));
        return to;
    }
    if (QChar::isSurrogate(unit)) {
        if (!QChar::isHighSurrogate(unit) || from == end || !QChar::isLowSurrogate(*from))
            return writeUnitEscape(to, unit);
        const char32_t code = QChar::surrogateToUcs4(unit, *from++);
        *to++ = char(0xf0 | (code >> 18));
        *to++ = char(0x80 | ((code >> 12) & 0x3f));
        *to++ = char(0x80 | ((code >> 6) & 0x3f));
        *to++ = char(0x80 | (code & 0x3f));
        return to;
    }
    *to++ = char(0xe0 | (unit >> 12));
    *to++ = char(0x80 | ((unit >> 6) & 0x3f));
    *to++ = char(0x80 | (unit & 0x3f));
    return to;
}

void writeString(Buffer &out, QStringView text)
{
    constexpr qsizetype Piece = 1024;
    constexpr qsizetype WidestUnit = 6; // \u0000
    constexpr size_t Quotes = 2, Slack = 8;
    const char16_t *from = text.utf16();
    const char16_t *const end = from + text.size();
    char *to = out.room(size_t(std::min(text.size(), Piece) * WidestUnit) + Quotes + Slack);
    char *start = to;
    *to++ = '"';
    for (;;) {
        // A pair may reach one unit past the piece; it needs no more room than two single units.
        for (const char16_t *stop = from + std::min<qsizetype>(end - from, Piece); from < stop;) {
            to = narrowPlain(to, from, stop);
            if (from < stop)
                to = *from < 0x80 ? writeAscii(to, *from++) : writeMultibyte(to, from, end);
        }
        if (from == end)
            break;
        out.advance(size_t(to - start));
        start = to = out.room(size_t(std::min<qsizetype>(end - from, Piece) * WidestUnit) + Quotes + Slack);
    }
    *to++ = '"';
    out.advance(size_t(to - start));
}

// Walks with a stack of its own, as trees may be nested deeper than the thread's stack allows.
class Writer
{
public:
    Writer(Buffer &out, int indent) : m_out(out), m_indent(std::clamp(indent, 0, 10)) { }

    void write(const Value &root)
    {
        if (root.isUndefined())
            return;
        begin(root);
        while (!m_levels.isEmpty()) {
            if (m_levels.last().isObject)
                nextMember();
            else
                nextElement();
        }
    }

private:
    struct Level
    {
        bool isObject;
        bool isFirst = true;
        detail::Cursor<Value> elements;
        detail::Cursor<Member> members;
    };

    // Writes a scalar, or opens a container.
    void begin(const Value &value)
    {
        switch (value.type()) {
        case Value::Undefined:
        case Value::Null: m_out.put("null", 4); break;
        case Value::Bool:
            if (value.toBool())
                m_out.put("true", 4);
            else
                m_out.put("false", 5);
            break;
        case Value::Number: writeNumber(m_out, value.toDouble()); break;
        case Value::String: writeString(m_out, value.stringView()); break;
        case Value::Array:
            m_out.put('[');
            m_levels.append({false, true, detail::Cursor<Value>(detail::Access::node(value)), {}});
            break;
        case Value::Object:
            m_out.put('{');
            m_levels.append({true, true, {}, detail::Cursor<Member>(detail::Access::node(value))});
            break;
        }
    }

    void nextElement()
    {
        Level &level = m_levels.last();
        if (level.elements.atEnd())
            return close(']');
        separate(level);
        const Value &element = *level.elements;
        ++level.elements;
        begin(element);
    }

    void nextMember()
    {
        Level &level = m_levels.last();
        while (!level.members.atEnd() && level.members->value.isUndefined())
            ++level.members;
        if (level.members.atEnd())
            return close('}');
        separate(level);
        const Member &member = *level.members;
        ++level.members;
        writeString(m_out, member.key.view());
        m_out.put(':');
        if (m_indent)
            m_out.put(' ');
        begin(member.value);
    }

    void separate(Level &level)
    {
        if (!level.isFirst)
            m_out.put(',');
        level.isFirst = false;
        breakLine();
    }

    void close(char bracket)
    {
        const bool isEmpty = m_levels.last().isFirst;
        m_levels.removeLast();
        if (!isEmpty)
            breakLine();
        m_out.put(bracket);
    }

    void breakLine()
    {
        if (m_indent == 0)
            return;
        m_out.put('\n');
        m_out.fill(' ', size_t(m_levels.size() * m_indent));
    }

    Buffer &m_out;
    const int m_indent;
    QVarLengthArray<Level, 16> m_levels;
};

} // namespace

/*!
    Returns \a value as compact JSON in UTF-8, just as JavaScript's JSON.stringify writes it: numbers by the rules of
    ECMAScript (1e21, 1e-7, -0 as 0), members that are undefined left out, undefined elements and numbers that are not
    finite as null, lone surrogates as \\udXXX. Undefined itself gives nothing.

    Reentrant; any nesting is written.
*/
QByteArray stringify(const Value &value)
{
    return stringify(value, 0);
}

/*!
    \overload
    Breaks lines and indents each level by \a indent spaces, 10 at most, as JSON.stringify(value, null, indent).
*/
QByteArray stringify(const Value &value, int indent)
{
    Buffer buffer;
    Writer(buffer, indent).write(value);
    return QByteArray(buffer.data(), qsizetype(buffer.size()));
}

/*! Appends \a value to \a out, as stringify() writes it. */
void append(QByteArray &out, const Value &value)
{
    Buffer buffer;
    Writer(buffer, 0).write(value);
    out.append(buffer.data(), qsizetype(buffer.size()));
}

/*! Appends \a text to \a out, in quotes and escaped. */
void appendString(QByteArray &out, QStringView text)
{
    Buffer buffer;
    writeString(buffer, text);
    out.append(buffer.data(), qsizetype(buffer.size()));
}

/*! Appends \a number to \a out as JavaScript prints it; null if it is not finite. */
void appendNumber(QByteArray &out, double number)
{
    Buffer buffer;
    writeNumber(buffer, number);
    out.append(buffer.data(), qsizetype(buffer.size()));
}

} // namespace Racer::Json
