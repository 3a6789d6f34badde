// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "presencemodel_p.h"

#include <Racer/doc.h>

#include <QtCore/QMetaMethod>

namespace Racer {

namespace {

constexpr int FrameTime = 16; // ms between two values that are sent

} // namespace

PresenceModelPrivate::PresenceModelPrivate(PresenceModel *model) : q(model), m_watcher(&m_context)
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, q, [this] { send(); });
}

void PresenceModelPrivate::setSource(const Model &model, const Path &path, const Key &name)
{
    leave();
    root = model.isValid() ? model.root() : nullptr;
    base = path;
    channel = name;
    own = PresenceValue(own.value(), base);
    update();
    Q_EMIT q->sourceChanged();
}

void PresenceModelPrivate::update()
{
    const bool isWanted = active && root && !channel.isEmpty();
    if (isWanted && !m_presence)
        join();
    else if (!isWanted)
        leave();
}

void PresenceModelPrivate::join()
{
    Connection *const connection = root->connection();
    const bool isLocal = channel.view().startsWith(u'_') || channel.view().startsWith(u'$');
    if (!connection || (isLocal && !base.isRoot())) {
        return emitError(Error(ErrorCode::InvalidPath,
                               QStringLiteral("There is no presence without a server, at ") + channel.toString()));
    }
    m_connection = connection;
    m_presence = connection->presence(channel);
    m_hold = new QObject(m_presence);
    m_hold->setObjectName(QStringLiteral("PresenceModel"));
    makeLocal();
    QObject::connect(m_presence, &Presence::received, &m_context,
                     [this](const Key &id, const Value &value) { receive(id, value); });
    QObject::connect(m_presence, &Presence::errorOccurred, &m_context,
                     [this](const Error &error) { emitError(error); });
    QObject::connect(connection, &Connection::stateChanged, &m_context, [this] { connectionChanged(); });
    QObject::connect(root, &QObject::destroyed, &m_context, [this] { q->clearSource(); });
    if (base.size() >= 2) {
        m_watcher.start(
            root->at(base), PathWatcher::When::Immediate, [this](const Event &event) { onEvent(event); }, [] { });
        QObject::connect(root, &RootModel::writeStateChanged, &m_context, [this](const Path &document) {
            if (m_isDue && base.startsWith(document))
                schedule();
        });
    }
    m_presence->subscribe([this, guard = QPointer(m_hold)](const Error &error) {
        if (guard && error)
            emitError(error);
    });
    for (const auto &[id, value] : m_presence->remotePresences().asKeyValueRange())
        receive(id, value);
    m_isDue = !own.value().isUndefined();
    schedule();
}

void PresenceModelPrivate::makeLocal()
{
    m_local = m_presence->create(Key(presenceId));
    // One of that id may still have been on its way out. Later, as all of the connection may be going.
    const auto replace = [this, presence = m_presence] {
        if (!presence || presence != m_presence)
            return;
        makeLocal();
        m_isDue = !own.value().isUndefined();
        schedule();
    };
    QObject::connect(m_local, &QObject::destroyed, &m_context, replace, Qt::QueuedConnection);
}

void PresenceModelPrivate::leave()
{
    m_timer.stop();
    m_watcher.stop();
    if (m_presence)
        m_presence->disconnect(&m_context);
    if (m_local)
        m_local->disconnect(&m_context);
    if (root)
        root->disconnect(&m_context);
    if (m_connection)
        m_connection->disconnect(&m_context);
    delete m_hold;
    if (m_presence) {
        // Others of this connection may still be in the channel.
        const bool isLast = m_presence->localPresences().size() <= 1
            && !m_presence->findChild<QObject *>(QStringLiteral("PresenceModel"), Qt::FindDirectChildrenOnly);
        if (isLast)
            m_presence->destroy([](const Error &) { });
        else if (m_local)
            m_local->destroy([](const Error &) { });
    }
    m_connection.clear();
    m_presence.clear();
    m_local.clear();
    m_isDue = m_inTransit = m_isCrossed = false;
    clearRows();
}

void PresenceModelPrivate::emitError(const Error &error)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&PresenceModel::errorOccurred);
    if (q->isSignalConnected(signal))
        Q_EMIT q->errorOccurred(error);
    else if (root)
        Q_EMIT root->error(error.withContext(channel.toString()));
}

qsizetype PresenceModelPrivate::rowOf(const Key &id) const
{
    const auto row = std::find_if(rows.begin(), rows.end(), [&id](const Row &each) { return each.id == id; });
    return row == rows.end() ? -1 : row - rows.begin();
}

// The roles of members that are not known yet.
QList<int> PresenceModelPrivate::discover(const Value &value)
{
    QList<int> found;
    if (areDeclared || !value.isObject())
        return found;
    for (const auto &[name, member] : value.members()) {
        if (members.contains(name))
            continue;
        found << int(PresenceModel::FirstMemberRole + members.size());
        members.append(name);
    }
    return found;
}

void PresenceModelPrivate::receive(const Key &id, const Value &value)
{
    const qsizetype row = rowOf(id);
    if (value.isNullish()) {
        if (row < 0)
            return;
        q->beginRemoveRows({}, int(row), int(row));
        rows.erase(rows.begin() + row);
        q->endRemoveRows();
        Q_EMIT q->countChanged();
        return;
    }
    PresenceValue shown(value, base);
    // It was made for what the server has; here it is shown with this client's writes on top.
    if (const Doc *const doc = shown.hasRanges() ? document() : nullptr) {
        for (const Op &op : doc->unacknowledgedOps())
            static_cast<void>(shown.follow(op));
    }
    if (row >= 0)
        return setRow(row, std::move(shown));
    const bool hasNewRoles = !discover(value).isEmpty();
    const bool isFirst = hasNewRoles && rows.empty();
    const int at = int(rows.size());
    // Views ask for the roles once; and there is nothing yet that a reset could lose.
    if (isFirst)
        q->beginResetModel();
    else
        q->beginInsertRows({}, at, at);
    rows.push_back({id, std::move(shown)});
    if (isFirst)
        q->endResetModel();
    else
        q->endInsertRows();
    if (hasNewRoles)
        Q_EMIT q->rolesChanged();
    Q_EMIT q->countChanged();
}

void PresenceModelPrivate::setRow(qsizetype row, PresenceValue value)
{
    Row &target = rows[size_t(row)];
    const Value before = target.shown.value();
    target.shown = std::move(value);
    const Value &now = target.shown.value();
    if (before == now)
        return;
    QList<int> changed{PresenceModel::ValueRole};
    for (qsizetype i = 0; i < members.size(); ++i) {
        if (!(before.value(members.at(i)) == now.value(members.at(i))))
            changed << int(PresenceModel::FirstMemberRole + i);
    }
    const QList<int> found = discover(now);
    changed += found;
    const QModelIndex index = q->index(int(row), 0);
    Q_EMIT q->dataChanged(index, index, changed);
    if (!found.isEmpty())
        Q_EMIT q->rolesChanged();
}

void PresenceModelPrivate::clearRows()
{
    if (rows.empty())
        return;
    q->beginRemoveRows({}, 0, int(rows.size()) - 1);
    rows.clear();
    q->endRemoveRows();
    Q_EMIT q->countChanged();
}

void PresenceModelPrivate::connectionChanged()
{
    if (m_connection->canSend()) {
        m_isDue = m_isDue || !own.value().isUndefined(); // the server has taken it away
        schedule();
    } else {
        m_inTransit = false;
        clearRows();
    }
}

Doc *PresenceModelPrivate::document() const
{
    return m_connection && base.size() >= 2 ? m_connection->existing(base.at(0), base.at(1)) : nullptr;
}

void PresenceModelPrivate::onEvent(const Event &event)
{
    if (own.follow(event, !event.passed.remote)) {
        if (!event.passed.remote)
            m_isDue = true; // the others do not know that it is whose edit
        else if (m_inTransit)
            m_isCrossed = true;
        if (m_local && !m_isDue)
            m_local->amend(own.value());
        schedule();
        Q_EMIT q->valueChanged();
    }
    for (size_t row = 0; row < rows.size(); ++row) {
        PresenceValue shown = rows[row].shown;
        if (shown.hasRanges() && shown.follow(event, false))
            setRow(qsizetype(row), std::move(shown));
    }
}

void PresenceModelPrivate::setValue(const Value &value)
{
    if (own.value() == value)
        return;
    own = PresenceValue(value, base);
    m_isDue = true;
    schedule();
    Q_EMIT q->valueChanged();
}

void PresenceModelPrivate::schedule()
{
    if (!m_isDue || !m_local || m_timer.isActive())
        return;
    const qint64 passed = m_sinceSent.isValid() ? m_sinceSent.elapsed() : FrameTime;
    m_timer.start(int(std::max<qint64>(0, FrameTime - passed)));
}

void PresenceModelPrivate::send()
{
    if (!m_isDue || !m_local || !m_connection->canSend())
        return; // once it is connected
    const Doc *const doc = own.hasRanges() ? document() : nullptr;
    if (doc && doc->hasWritePending())
        return; // once they are acknowledged
    m_isDue = m_isCrossed = false;
    m_inTransit = true;
    m_sinceSent.start();
    const auto answered = [this, guard = m_hold, sending = ++m_sendings](const Error &error) {
        if (!guard)
            return;
        if (error)
            emitError(error);
        if (sending != m_sendings)
            return;
        m_inTransit = false;
        if (std::exchange(m_isCrossed, false)) {
            m_isDue = true;
            schedule();
        }
    };
    m_local->submit(own.value().isUndefined() ? Value(nullptr) : own.value(), answered);
}

} // namespace Racer
