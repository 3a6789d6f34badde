// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/encodedmessage.h>
#include <Racer/racerclientexport.h>

#include <QtCore/QObject>

namespace Racer {

class RACER_CLIENT_EXPORT Transport : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~Transport() override;

    virtual void open() = 0;
    virtual void close() = 0;
    [[nodiscard]] virtual bool isOpen() const = 0;
    virtual void send(const Protocol::EncodedMessage &message) = 0;

Q_SIGNALS:
    void opened();
    void messageReceived(const Racer::Value &message);
    void errorOccurred(const Racer::Error &error);
    void closed(const QString &reason);
};

} // namespace Racer
