// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../inputreader.h"

#include <QtCore/QStringDecoder>
#include <QtQml/QJSValue>

// Standard input as text.
class HostInput : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool isTerminal READ isTerminal CONSTANT)
public:
    HostInput();

    [[nodiscard]] bool hasWork() const { return !m_reader.isPaused(); }
    [[nodiscard]] bool isTerminal() const;

    Q_INVOKABLE void setHandlers(const QJSValue &handlers) { m_handlers = handlers; } // received, ended
    Q_INVOKABLE void start() { m_reader.setPaused(false); }
    Q_INVOKABLE void stop() { m_reader.setPaused(true); }

private:
    InputReader m_reader;
    QStringDecoder m_decoder{QStringDecoder::Utf8};
    QJSValue m_handlers;
};
