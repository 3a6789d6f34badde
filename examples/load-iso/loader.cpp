// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "loader.h"

#include <QtCore/QSet>

using namespace Qt::StringLiterals;
using namespace Racer;

namespace {
// Enough for the server to commit many at once, and few enough to keep its memory and ours small.
constexpr qsizetype MaxInFlight = 512;
}

Loader::Loader(RootModel *model, QList<IsoCollection> collections)
    : m_model(model), m_collections(std::move(collections))
{
}

void Loader::start()
{
    fetchExisting();
}

void Loader::fetchExisting()
{
    if (m_current == m_collections.size()) {
        Q_EMIT finished();
        return;
    }
    const IsoCollection &collection = m_collections.at(m_current);
    m_bar = std::make_unique<ProgressBar>(collection.name, collection.documents.size());
    const std::shared_ptr<ModelQuery> query = m_model->query(Key(collection.name), Value::object());
    query->fetch().then(this, [this, query](const Error &error) {
        if (error) {
            Q_EMIT failed(error);
            return;
        }
        const Value ids = query->getIds();
        QSet<Key> existing;
        for (const Value &id : ids.elements())
            existing.insert(id.toKey());
        m_missing.clear();
        for (const auto &document : m_collections.at(m_current).documents) {
            if (!existing.contains(Key(document.first)))
                m_missing.append(&document);
        }
        m_submitted = m_confirmed = 0;
        createMissing();
    });
}

void Loader::createMissing()
{
    const IsoCollection &collection = m_collections.at(m_current);
    while (m_submitted < m_missing.size() && m_submitted - m_confirmed < MaxInFlight) {
        const auto &[id, document] = *m_missing.at(m_submitted++);
        m_model->create(Path({Key(collection.name), Key(id)}), document)
            .then(this, [this](const Error &error) { created(error); });
    }
    if (m_confirmed < m_missing.size())
        return;
    const QString total = QString::number(collection.documents.size());
    m_bar->finish(m_missing.isEmpty() ? total + u", all there already"_s
                                      : u"%1, %2 of them new"_s.arg(total).arg(m_missing.size()));
    ++m_current;
    fetchExisting();
}

void Loader::created(const Error &error)
{
    // Somebody else who loads at the same time may have been faster.
    if (error && !error.is(ErrorCode::DocAlreadyCreated)) {
        Q_EMIT failed(error);
        return;
    }
    ++m_confirmed;
    m_bar->setValue(m_collections.at(m_current).documents.size() - m_missing.size() + m_confirmed);
    createMissing();
}
