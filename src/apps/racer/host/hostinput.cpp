// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "hostinput.h"

#include <QtQml/QJSEngine>

#include <unistd.h>

using namespace Qt::StringLiterals;

HostInput::HostInput() : m_reader(STDIN_FILENO)
{
    connect(&m_reader, &InputReader::received, this, [this](const QByteArray &bytes) {
        const QString text = m_decoder.decode(bytes);
        if (!text.isEmpty()) // a character may be on its way
            m_handlers.property(u"received"_s).call({text});
    });
    connect(&m_reader, &InputReader::ended, this, [this](const QString &error) {
        m_handlers.property(u"ended"_s).call({error.isEmpty() ? QJSValue(QJSValue::UndefinedValue)
                                      : qjsEngine(this)->newErrorObject(QJSValue::GenericError, error)});
    });
}

bool HostInput::isTerminal() const
{
    return ::isatty(STDIN_FILENO);
}
