// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../itemmodels/pathwatcher_p.h"
#include "presencevalue_p.h"

#include <Racer/presence.h>
#include <Racer/presencemodel.h>
#include <Racer/rootmodel.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

namespace Racer {

class PresenceModelPrivate
{
public:
    explicit PresenceModelPrivate(PresenceModel *model);

    void setSource(const Model &model, const Path &path, const Key &name);
    void update(); // joins or leaves
    void join();
    void leave();
    void setValue(const Value &value);
    void emitError(const Error &error);
    [[nodiscard]] qsizetype rowOf(const Key &id) const;
    [[nodiscard]] QList<int> discover(const Value &value);

    PresenceModel *const q;
    QPointer<RootModel> root;
    Path base; // of texts; the root if there are none
    Key channel;
    bool active = true;
    QString presenceId;
    PresenceValue own;
    struct Row
    {
        Key id;
        PresenceValue shown;
    };
    std::vector<Row> rows;
    QList<Key> members; // the roles from FirstMemberRole on
    bool areDeclared = false;

private:
    void makeLocal();
    void receive(const Key &id, const Value &value);
    void setRow(qsizetype row, PresenceValue value);
    void clearRows();
    void connectionChanged();
    void onEvent(const Event &event);
    [[nodiscard]] Doc *document() const;
    void schedule();
    void send();

    QPointer<Connection> m_connection;
    QPointer<Presence> m_presence;
    QPointer<LocalPresence> m_local;
    QPointer<QObject> m_hold; // in the presence: who is the last lets go of it
    QObject m_context;        // of what is connected while joined
    PathWatcher m_watcher;
    QTimer m_timer;
    QElapsedTimer m_sinceSent;
    quint64 m_sendings = 0;
    bool m_isDue = false;     // the value has to be sent
    bool m_inTransit = false; // the last one is not acknowledged
    bool m_isCrossed = false; // and others have moved it since
};

} // namespace Racer
