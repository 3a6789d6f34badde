// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

#include <QtCore/QException>

namespace Racer {

class RACER_CORE_EXPORT Error : public QException
{
    Q_GADGET
    Q_PROPERTY(QVariant code READ codeVariant CONSTANT)
    Q_PROPERTY(QString message READ message CONSTANT)
public:
    Error() = default; // no error: isNull()
    explicit Error(QString message) : m_message(std::move(message)), m_null(false) { }
    Error(QLatin1StringView code, QString message);
    Error(Value code, QString message, Value data = {})
        : m_code(std::move(code)), m_data(std::move(data)), m_message(std::move(message)), m_null(false) { }

    [[nodiscard]] bool isNull() const noexcept { return m_null; }
    explicit operator bool() const noexcept { return !m_null; }
    // A string of ErrorCode for errors of ShareDB and of this library; undefined for an error without a code;
    // whatever JSON value an application's middleware chose.
    [[nodiscard]] const Value &code() const noexcept { return m_code; }
    [[nodiscard]] bool is(QLatin1StringView code) const noexcept;
    [[nodiscard]] const QString &message() const noexcept { return m_message; }
    // What else the server sent with the error, or undefined.
    [[nodiscard]] const Value &data() const noexcept { return m_data; }
    [[nodiscard]] Error withContext(const QString &where) const; // message + ' ' + where

    [[nodiscard]] Value toValue() const; // {code, message}, as on the wire
    [[nodiscard]] static Error fromValue(const Value &value);

    const char *what() const noexcept override;
    void raise() const override;
    Error *clone() const override;

private:
    [[nodiscard]] QVariant codeVariant() const { return m_code.toVariant(); }

    Value m_code;
    Value m_data;
    QString m_message;
    mutable QByteArray m_what;
    bool m_null = true;
};

// The codes of sharedb 7, and (Json..., Transport...) those of this library's own layers.
namespace ErrorCode {
#define RACER_ERROR_CODE(name, text) inline constexpr QLatin1StringView name{text};
#include <Racer/errorcodes.inc>
#undef RACER_ERROR_CODE
} // namespace ErrorCode

} // namespace Racer

Q_DECLARE_METATYPE(Racer::Error)
