// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "json.h"

#include "jsonbuffer_p.h"
#include "jsonkeys_p.h"
#include "jsonnumber_p.h"
#include "jsontext_p.h"
#include "latin1_p.h"
#include "object_p.h"

#include <Racer/error.h>

#include <limits>

namespace Racer::Json {

namespace {

using detail::Access;
using detail::StringData;

KeyCache &keyCache()
{
    static thread_local KeyCache cache;
    return cache;
}

// Reads UTF-8 (char) or UTF-16 (char16_t). The items of open containers wait on piles of the reader's own, so that
// nesting costs no stack and a finished container is built at once, in its final size.
template<typename Char>
class Reader
{
public:
    Reader(const Char *text, qsizetype size, ParseOptions options)
        : m_begin(text), m_at(text), m_end(text + size), m_maxDepth(options.maxDepth), m_keys(keyCache())
    {
    }
    ~Reader()
    {
        m_elements.discard();
        m_members.discard();
    }
    Q_DISABLE_COPY_MOVE(Reader)

    Value read()
    {
        Value value;
        do {
            skipSpace();
            while (!beginValue(value)) { }
        } while (endValue(value));
        skipSpace();
        if (m_at != m_end)
            fail(u"unexpected text after the value"_qs);
        return value;
    }

private:
    struct Level
    {
        size_t start; // of its items on the pile
        bool isObject;
    };

    // Where the input ends there is a unit that nothing expects.
    Char peek() const noexcept { return m_at != m_end ? *m_at : Char(0); }
    bool skip(char c) noexcept
    {
        if (peek() != Char(c))
            return false;
        ++m_at;
        return true;
    }
    void skipSpace() noexcept
    {
        while (m_at != m_end && *m_at <= Char(' ')
               && (*m_at == Char(' ') || *m_at == Char('\n') || *m_at == Char('\t') || *m_at == Char('\r')))
            ++m_at;
    }

    // Reads a scalar or an empty container. Opens any other container, then returns false: its first value is next.
    bool beginValue(Value &value)
    {
        switch (peek()) {
        case Char('{'):
            open(true);
            if (skip('}')) {
                value = close();
                return true;
            }
            readKey();
            return false;
        case Char('['):
            open(false);
            if (!skip(']'))
                return false;
            value = close();
            return true;
        case Char('"'):
            ++m_at;
            value = Access::make(readString());
            return true;
        case Char('t'): readWord("true"); value = true; return true;
        case Char('f'): readWord("false"); value = false; return true;
        case Char('n'): readWord("null"); value = nullptr; return true;
        default: break;
        }
        if (peek() != Char('-') && (peek() < Char('0') || peek() > Char('9')))
            fail(u"expected a value"_qs);
        double number = 0;
        if (!NumberReader<Char>(m_at, m_end).read(number))
            fail(u"not a number"_qs);
        value = number;
        return true;
    }

    // Puts the value into its container, and finished containers into theirs. Returns true if another value follows.
    bool endValue(Value &value)
    {
        while (!m_levels.isEmpty()) {
            const bool isObject = m_levels.last().isObject;
            if (isObject)
                m_members.last().value = std::move(value);
            else
                m_elements.push(std::move(value));
            skipSpace();
            if (skip(',')) {
                skipSpace();
                if (isObject)
                    readKey();
                return true;
            }
            if (!skip(isObject ? '}' : ']'))
                fail(isObject ? u"expected , or }"_qs : u"expected , or ]"_qs);
            value = close();
        }
        return false;
    }

    void open(bool isObject)
    {
        if (m_levels.size() >= size_t(std::max(0, m_maxDepth)))
            throw Error(ErrorCode::JsonTooDeep, u"JSON nested deeper than %1 levels at offset %2"_qs
                .arg(m_maxDepth).arg(m_at - m_begin));
        ++m_at;
        m_levels.push({isObject ? m_members.size() : m_elements.size(), isObject});
        skipSpace();
    }

    Value close()
    {
        const Level level = m_levels.last();
        m_levels.keep(m_levels.size() - 1);
        if (level.isObject) {
            const auto count = quint32(m_members.size() - level.start);
            m_members.keep(level.start);
            return Access::make(Value::Object, detail::ObjectNode::build(m_members.data() + level.start, count));
        }
        const auto count = quint32(m_elements.size() - level.start);
        m_elements.keep(level.start);
        return Access::make(Value::Array, detail::Sequence<Value>::build(m_elements.data() + level.start, count));
    }

    void readKey()
    {
        if (!skip('"'))
            fail(u"expected a key in quotes"_qs);
        const Char *start = m_at;
        m_at = skipPlain(m_at, m_end);
        const auto size = size_t(m_at - start);
        if (skip('"')) {
            if (size <= KeyCache::MaxSize)
                m_members.push({m_keys.key(start, size), Value()});
            else
                m_members.push({Access::key(makePlain(start, size)), Value()});
        } else {
            m_at = start;
            m_members.push({Access::key(readString()), Value()});
        }
        skipSpace();
        if (!skip(':'))
            fail(u"expected :"_qs);
        skipSpace();
    }

    void readWord(const char *word)
    {
        for (; *word; ++word) {
            if (!skip(*word))
                fail(u"expected a value"_qs);
        }
    }

    static StringData *makePlain(const char *text, size_t size)
    {
        return detail::fromLatin1(QLatin1StringView(text, qsizetype(size)));
    }
    static StringData *makePlain(const char16_t *text, size_t size)
    {
        return size ? StringData::create(QStringView(text, qsizetype(size))) : nullptr;
    }

    // Reads the text up to the closing quote. Null for an empty one.
    StringData *readString()
    {
        const Char *start = m_at;
        m_at = skipPlain(m_at, m_end);
        if (peek() == Char('"'))
            return makePlain(start, size_t(m_at++ - start));
        return readMixed(start);
    }

    // The same for a text that is not all plain; it has been read from "start" up to where it is not.
    Q_NEVER_INLINE StringData *readMixed(const Char *start)
    {
        m_text.keep(0);
        for (;;) {
            appendPlain(start);
            if (m_at == m_end)
                fail(u"a string without an end"_qs);
            if (*m_at == Char('"')) {
                ++m_at;
                return makePlain(m_text.data(), m_text.size());
            }
            if (*m_at == Char('\\'))
                readEscape();
            else
                readSpecial();
            start = m_at;
            m_at = skipPlain(m_at, m_end);
        }
    }

    void appendPlain(const Char *start)
    {
        const auto size = size_t(m_at - start);
        if constexpr (sizeof(Char) == 1)
            detail::widen(m_text.room(size), start, qsizetype(size));
        else
            std::copy_n(start, size, m_text.room(size));
        m_text.advance(size);
    }

    void readEscape()
    {
        static constexpr char letters[] = "\"\\/bfnrt";
        static constexpr char16_t meanings[] = u"\"\\/\b\f\n\r\t";
        const Char *start = m_at++;
        const Char c = peek();
        if (c == Char('u')) {
            ++m_at;
            m_text.push(readHex(start));
            return;
        }
        const auto *letter = c > Char(0) && c < Char(0x7f) ? std::strchr(letters, int(c)) : nullptr;
        if (!letter) {
            m_at = start;
            fail(u"an unknown escape"_qs);
        }
        ++m_at;
        m_text.push(char16_t(meanings[letter - letters]));
    }

    char16_t readHex(const Char *start)
    {
        uint unit = 0;
        for (int i = 0; i < 4; ++i) {
            const int digit = m_at != m_end ? hexDigit(uint(*m_at)) : -1;
            if (digit < 0) {
                m_at = start;
                fail(u"\\u without four hexadecimal digits"_qs);
            }
            ++m_at;
            unit = unit * 16 + uint(digit);
        }
        return char16_t(unit);
    }
    static int hexDigit(uint c) noexcept
    {
        if (c >= '0' && c <= '9')
            return int(c - '0');
        const uint letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? int(letter - 'a' + 10) : -1;
    }

    // A control character, or a character of more than one byte.
    void readSpecial()
    {
        if constexpr (sizeof(Char) == 1) {
            if (uchar(*m_at) >= 0x80)
                return readMultibyte();
        }
        fail(u"a control character in a string"_qs);
    }

    void readMultibyte()
    {
        const auto lead = uchar(*m_at);
        const int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        // The smallest code of each length: what is below is written too long.
        static constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
        char32_t code = lead & (0xff >> (length + 1));
        bool valid = lead >= 0xc2 && lead <= 0xf4 && m_end - m_at >= length;
        for (int i = 1; valid && i < length; ++i) {
            valid = (uchar(m_at[i]) & 0xc0) == 0x80;
            code = (code << 6) | (uchar(m_at[i]) & 0x3f);
        }
        if (!valid || code < smallest[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
            throw Error(ErrorCode::JsonInvalidUtf8, u"Invalid UTF-8 at offset %1"_qs.arg(m_at - m_begin));
        m_at += length;
        if (code < 0x10000) {
            m_text.push(char16_t(code));
        } else {
            m_text.push(QChar::highSurrogate(code));
            m_text.push(QChar::lowSurrogate(code));
        }
    }

    [[noreturn]] Q_NEVER_INLINE void fail(const QString &what) const
    {
        throw Error(ErrorCode::JsonSyntax, u"JSON error at offset %1: %2"_qs.arg(m_at - m_begin).arg(what));
    }

    const Char *const m_begin;
    const Char *m_at;
    const Char *const m_end;
    const int m_maxDepth;
    KeyCache &m_keys;
    Pile<Level, 32> m_levels;
    Pile<Value, 32> m_elements;
    Pile<Member, 32> m_members;
    Pile<char16_t, 256> m_text;
};

// Containers and strings count their items in 32 bits.
void checkSize(qsizetype size)
{
    if (size > std::numeric_limits<qint32>::max())
        throw Error(ErrorCode::LimitExceeded, u"JSON text of %1 characters is too long"_qs.arg(size));
}

} // namespace

/*!
    \namespace Racer::Json
    \inmodule Racer
    \brief Reads and writes JSON text. Every function is reentrant.
*/

/*!
    \class Racer::Json::ParseOptions
    \inmodule Racer
    \brief Limits for reading. \c maxDepth says how many containers may be open inside each other: 512 unless set.
*/

/*!
    Returns the value of the JSON text \a utf8 (RFC 8259), which may be a bare scalar. It is what JavaScript's
    JSON.parse gives: of equal keys the last value wins, at the place of the first; \c __proto__ is a key as any
    other; escapes of lone surrogates are kept; numbers are rounded correctly, and what is too large for a double
    becomes infinite (and is written as null).

    Throws Error with ERR_JSON_SYNTAX, ERR_JSON_TOO_DEEP (see \a options) or ERR_JSON_INVALID_UTF8, whose message names
    the offset in bytes; with ERR_LIMIT_EXCEEDED for a text of 2 GiB or more.
*/
Value parse(QByteArrayView utf8, ParseOptions options)
{
    checkSize(utf8.size());
    return Reader<char>(utf8.data(), utf8.size(), options).read();
}

/*!
    \overload
    Reads UTF-16. Lone surrogates in \a text are kept; offsets in messages count UTF-16 units.
*/
Value parse(QStringView text, ParseOptions options)
{
    checkSize(text.size());
    return Reader<char16_t>(text.utf16(), text.size(), options).read();
}

} // namespace Racer::Json
