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
    explicit Error(QString message);
    Error(QLatin1StringView code, QString message);
    Error(Value code, QString message, Value data = {});

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
    QByteArray m_what; // made at once: several threads may ask for it
    bool m_null = true;
};

RACER_CORE_EXPORT QDebug operator<<(QDebug debug, const Error &error);

// The codes of sharedb 7, and (Json..., Transport...) those of this library's own layers.
namespace ErrorCode {
#define RACER_ERROR_CODE(name, text) inline constexpr QLatin1StringView name{text};
#include <Racer/errorcodes.inc>
#undef RACER_ERROR_CODE
} // namespace ErrorCode

} // namespace Racer

Q_DECLARE_METATYPE(Racer::Error)
