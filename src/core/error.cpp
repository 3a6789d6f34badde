// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "error.h"

#include <QtCore/QDebug>

/*!
    \class Racer::Error
    \inmodule Racer
    \brief What went wrong: a code, a message, and what else a server sent.

    An Error is thrown, is what a QFuture fails with, and is handed around as a value; a default-constructed one means
    that nothing is wrong. Codes are ShareDB's (see the constants in Racer::ErrorCode), or any JSON value that a
    server's middleware chose.

    Errors are reentrant; copies may be used in different threads.

    Counterpart: the errors of ShareDB's and Racer's callbacks.
*/

namespace Racer {

/*! Constructs an error without a code. */
Error::Error(QString message) : Error(Value(), std::move(message)) { }

/*! Constructs an error with the string \a code. */
Error::Error(QLatin1StringView code, QString message) : Error(Value(code), std::move(message)) { }

/*! Constructs an error with \a code, \a message and whatever \a data came with them. */
Error::Error(Value code, QString message, Value data)
    : m_code(std::move(code)), m_data(std::move(data)), m_message(std::move(message)), m_what(m_message.toUtf8()),
      m_null(false)
{
}

/*! Returns true if the error has the string \a code. */
bool Error::is(QLatin1StringView code) const noexcept
{
    return m_code.isString() && m_code.stringView() == code;
}

/*! Returns this error with a space and \a where after its message. */
Error Error::withContext(const QString &where) const
{
    return m_null ? Error() : Error(m_code, m_message + u' ' + where, m_data);
}

/*! Returns {code, message} as it is sent to a peer: without the code if there is none. Undefined for no error. */
Value Error::toValue() const
{
    if (m_null)
        return {};
    Value value = Value::object();
    if (!m_code.isUndefined())
        value.set(u"code", m_code);
    value.set(u"message", m_message);
    return value;
}

/*!
    Returns the error that a peer sent as \a value: an object with code and message, whose other members become
    data(); or a string, the message. Nullish values give no error.
*/
Error Error::fromValue(const Value &value)
{
    if (value.isNullish())
        return {};
    if (!value.isObject())
        return Error(value.toDisplayString());
    Value data = value;
    const Value code = data.take(u"code");
    const Value message = data.take(u"message");
    return Error(code, message.isUndefined() ? code.toString() : message.toDisplayString(),
                 data.isEmpty() ? Value() : data);
}

/*! Returns the message in UTF-8. */
const char *Error::what() const noexcept
{
    return m_what.constData();
}

/*! Throws a copy of this error. */
void Error::raise() const
{
    throw *this;
}

/*! Returns a copy of this error, owned by the caller. */
Error *Error::clone() const
{
    return new Error(*this);
}

/*! Writes code and message of \a error to \a debug. */
QDebug operator<<(QDebug debug, const Error &error)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << "Racer::Error(";
    if (!error.isNull()) {
        if (!error.code().isUndefined())
            debug << error.code().toDisplayString() << ": ";
        debug << error.message();
    }
    return debug << ')';
}

} // namespace Racer
