// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "listscene.h"

#include <Racer/backend.h>
#include <Racer/json.h>
#include <Racer/transport.h>

// A line to a backend in this process that can hold back what arrives, as the text that a socket would bring, and let
// it arrive later, one after another: what WebSocketTransport does with a text message.
class ReplayTransport final : public Racer::Transport
{
    Q_OBJECT
public:
    explicit ReplayTransport(Racer::Backend *backend) : m_line(backend->createTransport())
    {
        connect(m_line.get(), &Transport::opened, this, &Transport::opened);
        connect(m_line.get(), &Transport::closed, this, &Transport::closed);
        connect(m_line.get(), &Transport::messageReceived, this, [this](const Racer::Value &message) {
            if (m_holding)
                m_texts.push_back(QString::fromUtf8(Racer::Json::stringify(message)));
            else
                Q_EMIT messageReceived(message);
        });
    }

    void open() override { m_line->open(); }
    void close() override { m_line->close(); }
    [[nodiscard]] bool isOpen() const override { return m_line->isOpen(); }
    void send(const Racer::Protocol::EncodedMessage &message) override { m_line->send(message); }

    void hold() { m_holding = true; }
    // Waits for so many messages.
    void collect(size_t count)
    {
        waitFor("the operations", [this, count] { return m_texts.size() >= count; });
    }
    [[nodiscard]] const std::vector<QString> &texts() const { return m_texts; }
    void arrive(size_t index) { Q_EMIT messageReceived(Racer::Json::parse(QStringView(m_texts[index]))); }
    void forget()
    {
        m_texts.clear();
        m_holding = false;
    }

private:
    const std::unique_ptr<Racer::Transport> m_line;
    std::vector<QString> m_texts;
    bool m_holding = false;
};
