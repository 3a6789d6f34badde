// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/agentstream.h>
#include <Racer/gateway.h>

#include "socketpoller_p.h"
#include "websocketframe_p.h"

#include <QtCore/QElapsedTimer>

#include <deque>

namespace Racer {

class Agent;
struct HttpUpgrade;
class WebSocketStream;

// What a stream needs of the gateway it belongs to.
class StreamHost
{
public:
    virtual ~StreamHost() = default;
    virtual Agent *accepted(WebSocketStream *stream, const HttpUpgrade &request) = 0;
    // The stream has something for the end of this turn: call settle() then. Asked once until it is called.
    virtual void wantsSettling(WebSocketStream *stream) = 0;

    SocketPoller *poller = nullptr;
    GatewayOptions options;
    QByteArray readBuffer; // shared by all streams: each uses it only inside one call
    QElapsedTimer clock;
    [[nodiscard]] qint64 now() const { return clock.elapsed(); } // ms
};

// One client's WebSocket: upgrade, frames in, frames out. Writes are gathered and leave once a turn.
class WebSocketStream final : public AgentStream, public PolledSocket
{
public:
    WebSocketStream(StreamHost *host, int descriptor);
    ~WebSocketStream() override;

    void send(const Protocol::EncodedMessage &message) override;
    void close(quint16 code, const QString &reason) override;

    void ready(bool readable, bool writable) override;
    void tick(); // once a second or so: timeouts and heartbeats
    void abort();
    // Sends what was gathered, tells the agent of a closed stream. True if the stream is dead and can be deleted.
    [[nodiscard]] bool settle();

    [[nodiscard]] std::pair<QString, quint16> peer() const; // address and port

private:
    enum class State : quint8 { Handshaking, Open, Closing, Dead };

    void read();
    void readHandshake(char *bytes, qsizetype size);
    void readFrames(char *bytes, qsizetype size);
    bool readText(QByteArrayView text);
    bool frameArrived(WebSocketFrame::Decoder::Event event, QByteArrayView payload);
    void queueFrame(WebSocketFrame::Opcode opcode, const QByteArray &payload);
    void queueChunk(const QByteArray &bytes, bool endsFrame);
    void dropQueue();
    void flush();
    void finishClosing();
    void startClosing();
    void wantSettling();
    void updateInterest();

    struct Chunk
    {
        QByteArray bytes;
        bool endsFrame;
    };

    StreamHost *m_host;
    Agent *m_agent = nullptr;
    std::deque<Chunk> m_queue; // the first one is sent up to m_sent
    qsizetype m_sent = 0;
    qsizetype m_queued = 0; // bytes not sent yet
    QByteArray m_head;
    WebSocketFrame::Decoder m_decoder;
    qint64 m_deadline;          // Handshaking, Closing: when patience ends
    qint64 m_lastRead;          // when bytes last arrived
    qint64 m_lastProgress;      // when bytes last left, or the queue was empty
    qint64 m_lastPing;
    int m_descriptor;
    State m_state = State::Handshaking;
    bool m_settlingWanted = false;
    bool m_writeInterest = false;
    bool m_readPaused = false;
    bool m_lastBytesQueued = false; // nothing more will be said: shut down when the queue is empty
    bool m_discardInput = false;    // what arrives cannot be told apart any more
};

} // namespace Racer
