// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "writewatcher_p.h"

#include <Racer/rootmodel.h>

namespace Racer {

void WriteWatcher::start(const Model &model)
{
    QObject::disconnect(m_connection);
    m_model = model;
    m_connection = QObject::connect(model.root(), &RootModel::writeStateChanged, m_owner,
                                    [this] { update(m_model.isPending(), m_model.failure()); });
    update(model.isPending(), model.failure());
}

void WriteWatcher::stop()
{
    QObject::disconnect(m_connection);
    m_model = Model();
    m_pending = false;
    m_failure = {};
}

void WriteWatcher::clearFailure()
{
    if (m_model.isValid())
        m_model.clearFailure();
}

void WriteWatcher::update(bool pending, const Error &failure)
{
    if (pending == m_pending && failure.isNull() == m_failure.isNull() && failure.message() == m_failure.message())
        return;
    m_pending = pending;
    m_failure = failure;
    m_changed();
}

} // namespace Racer
