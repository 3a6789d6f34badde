// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "doc_p.h"
#include "presence_p.h"

namespace Racer {

/*!
    \class Racer::DocPresence
    \inmodule Racer
    \brief Presence inside a document: cursors and selections that stay where they belong while the text changes.

    Values are positions as the document's OT type understands them, and are transformed by every op, here and on the
    server. A value is sent when nothing of the document is under way. It becomes null when the document is created,
    deleted or loaded anew. The counterpart of ShareDB's DocPresence; made by Connection::docPresence().
*/

namespace {

Value transformed(const OtType *type, const Value &value, const Value &op, bool isOwnOp)
{
    if (value.isNullish())
        return value;
    if (!type || !type->supportsPresence())
        throw Error(ErrorCode::TypeDoesNotSupportPresence,
                    QStringLiteral("Type does not support presence: %1")
                        .arg(type ? QString(type->name()) : QString()));
    try {
        return type->transformPresence(value, op, isOwnOp);
    } catch (const Error &error) {
        throw Error(ErrorCode::PresenceTransformFailed, error.message());
    }
}

class LocalDocPresence : public LocalPresencePrivate
{
public:
    LocalDocPresence(Presence *presence, const Key &id, Doc *doc)
        : LocalPresencePrivate(presence, id), m_doc(doc), m_context(std::make_unique<QObject>())
    {
        QObject *context = m_context.get();
        QObject::connect(doc, &Doc::op, context, [this](const Value &op, const Value &source) {
            transformBy(op, source);
        });
        QObject::connect(doc, &Doc::created, context, [this] { clear(); });
        QObject::connect(doc, &Doc::deleted, context, [this] { clear(); });
        QObject::connect(doc, &Doc::loaded, context, [this] {
            value = nullptr;
            dropPending();
        });
        QObject::connect(doc, &Doc::aboutToBeDestroyed, context, [this] { q->destroy(); });
    }

    Error check(const Value &newValue, bool &nothing) const override
    {
        if (m_doc->exists()) {
            if (!newValue.isNull() && !m_doc->type()->supportsPresence())
                return Error(ErrorCode::TypeDoesNotSupportPresence,
                             QStringLiteral("Type does not support presence: %1").arg(m_doc->type()->name()));
            return {};
        }
        if (newValue.isNull()) { // everybody knows already
            nothing = true;
            return {};
        }
        if (m_doc->isInHardRollback())
            return Error(ErrorCode::DocInHardRollback,
                         QStringLiteral("Cannot submit presence. Document is processing hard rollback"));
        return Error(ErrorCode::DocDoesNotExist,
                     QStringLiteral("Cannot submit presence. Document has not been created"));
    }

    void prepare(Protocol::Presence &message) override
    {
        message.doc = m_doc->name();
        pending->dataRevision = m_doc->dataRevision();
    }

    // The version that the value belongs to is known only when nothing is on its way.
    void sendPending() override
    {
        if (!pending || m_waiting)
            return;
        m_waiting = true;
        m_doc->whenNothingPending([this, alive = std::weak_ptr(m_alive)] {
            if (alive.expired())
                return;
            m_waiting = false;
            if (!pending || !link()->canSend)
                return;
            if (!m_doc->exists())
                return dropPending();
            pending->message.type = Key(m_doc->type()->uri());
            pending->message.version = m_doc->version();
            LocalPresencePrivate::sendPending();
        });
    }

    void detach() override { m_context->disconnect(); m_context = std::make_unique<QObject>(); }

private:
    void clear()
    {
        value = nullptr;
        if (pending)
            pending->message.value = nullptr;
    }

    void dropPending()
    {
        if (!pending)
            return;
        const qint64 version = pending->message.presenceVersion;
        pending.reset();
        acknowledge({}, version);
    }

    void transformBy(const Value &op, const Value &source)
    {
        const bool isOwnOp = source.isTruthy();
        // A handler of this very op may have shown a value that counts with it already.
        if (pending && pending->dataRevision < m_doc->dataRevision()) {
            try {
                pending->message.value = transformed(m_doc->type(), pending->message.value, op, isOwnOp);
                pending->dataRevision = m_doc->dataRevision();
            } catch (const Error &error) {
                const qint64 version = pending->message.presenceVersion;
                pending.reset();
                acknowledge(error, version);
            }
        }
        try {
            value = transformed(m_doc->type(), value, op, isOwnOp);
        } catch (const Error &error) {
            value = nullptr;
            finish(error, {});
        }
    }

    Doc *const m_doc;
    std::unique_ptr<QObject> m_context;
    const std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    bool m_waiting = false;
};

class RemoteDocPresence : public RemotePresence, public std::enable_shared_from_this<RemoteDocPresence>
{
public:
    RemoteDocPresence(PresencePrivate *presence, const Key &id, Doc *doc) : RemotePresence(presence, id), m_doc(doc)
    {
        QObject::connect(doc, &Doc::op, &m_context, [this](const Value &op, const Value &, const Key &src) {
            const auto self = shared_from_this();
            const bool isOwnOp = src == m_src;
            transformBy(op, isOwnOp);
            cache({op, isOwnOp});
            showPending();
        });
        const auto reset = [this] {
            cache({});
            showPending();
        };
        QObject::connect(doc, &Doc::created, &m_context, reset);
        QObject::connect(doc, &Doc::deleted, &m_context, reset);
        QObject::connect(doc, &Doc::loaded, &m_context, [this] {
            const auto self = shared_from_this();
            value = nullptr;
            m_pending.reset();
            m_cache.reset();
            this->presence->update(this);
        });
    }

    void receive(const Protocol::Presence &message) override
    {
        if (m_pending && message.presenceVersion < m_pending->presenceVersion)
            return;
        m_src = message.src;
        m_pending = message;
        if (m_pending->value.isUndefined())
            m_pending->value = nullptr;
        showPending();
    }

private:
    struct CachedOp
    {
        Value op; // undefined: a creation or deletion
        bool isOwnOp = false;
    };

    void showPending()
    {
        if (m_waiting || !m_pending)
            return;
        m_waiting = true;
        m_doc->whenNothingPending([weak = weak_from_this()] {
            if (const auto self = weak.lock())
                self->show();
        });
    }

    void show()
    {
        m_waiting = false;
        if (!m_pending)
            return;
        if (m_pending->presenceVersion < presenceVersion) {
            m_pending.reset();
            return;
        }
        if (m_pending->version > m_doc->version())
            return m_doc->fetch(Callback());
        if (!catchUp())
            return;
        value = m_pending->value;
        presenceVersion = m_pending->presenceVersion;
        m_pending.reset();
        presence->update(this);
    }

    // The ops since the value's version are needed; from the first value that lacks them on, they are kept.
    bool catchUp()
    {
        if (m_pending->version >= m_doc->version())
            return true;
        if (!m_cache) {
            m_cache.emplace();
            m_doc->fetch(Callback());
            presence->requestRemotePresence();
            return false;
        }
        for (auto found = m_cache->find(m_pending->version); found != m_cache->end();
             found = m_cache->find(m_pending->version)) {
            try {
                m_pending->value = found->second.op.isUndefined()
                    ? Value(nullptr)
                    : transformed(m_doc->type(), m_pending->value, found->second.op, found->second.isOwnOp);
            } catch (const Error &error) {
                m_pending.reset();
                m_cache.reset();
                presence->emitError(error);
                return false;
            }
            ++m_pending->version;
        }
        if (m_pending->version < m_doc->version())
            return false;
        m_cache.reset();
        return true;
    }

    void transformBy(const Value &op, bool isOwnOp)
    {
        if (value.isNull())
            return;
        try {
            value = transformed(m_doc->type(), value, op, isOwnOp);
        } catch (const Error &error) {
            presence->emitError(error);
            return;
        }
        presence->update(this);
    }

    void cache(CachedOp entry)
    {
        if (m_cache)
            m_cache->insert_or_assign(m_doc->version() - 1, std::move(entry));
    }

    Doc *const m_doc;
    QObject m_context;
    Key m_src;
    std::optional<Protocol::Presence> m_pending;
    std::optional<std::map<qint64, CachedOp>> m_cache; // by the version an op applies to
    bool m_waiting = false;
};

} // namespace

DocPresencePrivate::DocPresencePrivate(Doc *document)
    : PresencePrivate(document->connection(), channelOf(document->name())), doc(document)
{
    DocPrivate::get(doc)->hold();
}

DocPresencePrivate::~DocPresencePrivate()
{
    qDeleteAll(std::exchange(locals, {}));
    remotes.clear();
    if (doc)
        DocPrivate::get(doc)->release();
}

std::unique_ptr<LocalPresencePrivate> DocPresencePrivate::createLocal(const Key &id)
{
    return std::make_unique<LocalDocPresence>(q, id, doc);
}

std::shared_ptr<RemotePresence> DocPresencePrivate::createRemote(const Key &id)
{
    return std::make_shared<RemoteDocPresence>(this, id, doc);
}

Presence *PresencePrivate::makeForDoc(Doc *doc)
{
    return new DocPresence(std::make_unique<DocPresencePrivate>(doc));
}

Key PresencePrivate::channelOf(const DocName &doc)
{
    return Key(doc.collection.toString() + u'.' + doc.id.toString());
}

DocPresence::~DocPresence() = default;

/*!
    The document that the values refer to. Subscribe it, or values come late.
*/
Doc *DocPresence::doc() const
{
    return static_cast<DocPresencePrivate *>(PresencePrivate::get(const_cast<DocPresence *>(this)))->doc;
}

} // namespace Racer
