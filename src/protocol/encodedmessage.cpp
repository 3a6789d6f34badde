// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/encodedmessage.h>
#include <Racer/json.h>

#include <mutex>

namespace Racer::Protocol {

namespace {

// Writes the members of one message without building its tree: ops and acknowledgements are most of the traffic.
class ObjectWriter
{
public:
    explicit ObjectWriter(QByteArray &out) : m_out(out) { }

    void name(const char *key)
    {
        m_out += m_first ? "{\"" : ",\"";
        m_out += key;
        m_out += "\":";
        m_first = false;
    }
    void text(const char *key, const Key &value)
    {
        if (value.isEmpty())
            return;
        name(key);
        Json::appendString(m_out, value.view());
    }
    void number(const char *key, double value)
    {
        name(key);
        Json::appendNumber(m_out, value);
    }
    void version(qint64 version)
    {
        name("v");
        if (version == NoVersion)
            m_out += "null";
        else
            Json::appendNumber(m_out, double(version));
    }
    // Undefined is left out, as in any object.
    void value(const char *key, const Value &value)
    {
        if (value.isUndefined())
            return;
        name(key);
        Json::append(m_out, value);
    }
    void payload(const Op &op)
    {
        switch (op.kind) {
        case Op::Kind::Noop:
            break;
        case Op::Kind::Edit:
            value("op", op.edit);
            break;
        case Op::Kind::Create: {
            name("create");
            ObjectWriter create(m_out);
            create.text("type", op.createType);
            create.value("data", op.createData);
            create.close();
            break;
        }
        case Op::Kind::Del:
            value("del", Value(true));
            break;
        }
    }
    void close()
    {
        if (m_first)
            m_out += '{';
        m_out += '}';
    }

private:
    QByteArray &m_out;
    bool m_first = true;
};

void write(QByteArray &out, const OpMessage &message)
{
    const Op &op = message.op;
    ObjectWriter writer(out);
    writer.name("a");
    out += "\"op\"";
    if (message.id.isTruthy()) {
        writer.value("id", message.id);
    } else {
        writer.text("c", op.doc.collection);
        writer.text("d", op.doc.id);
    }
    writer.version(op.version);
    if (!op.src.isEmpty()) {
        writer.text("src", op.src);
        writer.number("seq", op.seq);
    }
    writer.payload(op);
    writer.value("fixup", message.fixups);
    if (message.error)
        writer.value("error", message.error.toValue());
    writer.close();
}

void write(QByteArray &out, const SubmitOp &message)
{
    const Op &op = message.op;
    ObjectWriter writer(out);
    writer.name("a");
    out += "\"op\"";
    writer.text("c", op.doc.collection);
    writer.text("d", op.doc.id);
    writer.version(op.version);
    writer.text("src", op.src);
    writer.number("seq", op.seq);
    writer.value("x", op.extra);
    writer.payload(op);
    writer.close();
}

} // namespace

struct EncodedMessage::Data
{
    using Source = std::variant<std::monostate, OpMessage, SubmitOp>;

    explicit Data(Source s) : source(std::move(s)) { }

    const Source source;
    Value value;
    QByteArray json;
    std::once_flag valueMade;
    std::once_flag jsonMade;
};

/*!
    \class Racer::Protocol::EncodedMessage
    \inmodule Racer
    \brief A message on its way out, encoded once for all its receivers.

    Copies share their contents. A receiver in the same process takes value(), a socket takes json(); whichever is asked
    for first makes it. Any thread may use its own copy.
*/

EncodedMessage::EncodedMessage(Value message) : d(std::make_shared<Data>(std::monostate()))
{
    std::call_once(d->valueMade, [&] { d->value = std::move(message); });
}

EncodedMessage::EncodedMessage(OpMessage message) : d(std::make_shared<Data>(std::move(message))) { }

EncodedMessage::EncodedMessage(SubmitOp message) : d(std::make_shared<Data>(std::move(message))) { }

/*!
    The message as a tree; undefined if there is no message.
*/
const Value &EncodedMessage::value() const
{
    static const Value undefined;
    if (!d)
        return undefined;
    std::call_once(d->valueMade, [this] {
        if (const auto *op = std::get_if<OpMessage>(&d->source))
            d->value = toValue(ServerMessage(*op));
        else if (const auto *submit = std::get_if<SubmitOp>(&d->source))
            d->value = toValue(ClientMessage(*submit));
    });
    return d->value;
}

/*!
    The message as compact JSON in UTF-8; empty if there is no message.
*/
const QByteArray &EncodedMessage::json() const
{
    static const QByteArray empty;
    if (!d)
        return empty;
    std::call_once(d->jsonMade, [this] {
        if (const auto *op = std::get_if<OpMessage>(&d->source)) {
            d->json.reserve(256);
            write(d->json, *op);
        } else if (const auto *submit = std::get_if<SubmitOp>(&d->source)) {
            d->json.reserve(256);
            write(d->json, *submit);
        } else {
            d->json = Json::stringify(d->value);
        }
    });
    return d->json;
}

} // namespace Racer::Protocol
