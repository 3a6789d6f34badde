// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/json.h>
#include <Racer/rootmodel.h>

#include <QtCore/QStringList>

// Short forms for tables of cases: values as JSON, events as one line each.
namespace ModelTest {

inline Racer::Value json(const char *text)
{
    return QByteArrayView(text).isEmpty() ? Racer::Value() : Racer::Json::parse(QByteArrayView(text));
}

inline QString text(const Racer::Value &value)
{
    return value.isUndefined() ? QStringLiteral("undef") : QString::fromUtf8(Racer::Json::stringify(value));
}

inline QString describe(const Racer::Event &event)
{
    using namespace Racer;
    const QString path = event.path.toString();
    QString line;
    switch (event.type) {
    case Event::Type::Change: {
        const auto &change = static_cast<const ChangeEvent &>(event);
        line = QStringLiteral("change %1 %2 %3").arg(path, text(change.value), text(change.previous));
        break;
    }
    case Event::Type::Insert: {
        const auto &insert = static_cast<const InsertEvent &>(event);
        line = QStringLiteral("insert %1 %2 %3").arg(path).arg(insert.index).arg(text(insert.values));
        break;
    }
    case Event::Type::Remove: {
        const auto &remove = static_cast<const RemoveEvent &>(event);
        line = QStringLiteral("remove %1 %2 %3").arg(path).arg(remove.index).arg(text(remove.removed));
        break;
    }
    case Event::Type::Move: {
        const auto &move = static_cast<const MoveEvent &>(event);
        line = QStringLiteral("move %1 %2 %3 %4").arg(path).arg(move.from).arg(move.to).arg(move.howMany);
        break;
    }
    case Event::Type::Load:
        line = QStringLiteral("load %1 %2").arg(path, text(static_cast<const LoadEvent &>(event).document));
        break;
    case Event::Type::Unload:
        line = QStringLiteral("unload %1 %2").arg(path, text(static_cast<const UnloadEvent &>(event).previous));
        break;
    }
    if (!event.passed.isEmpty())
        line += QLatin1Char(' ') + text(event.passed.toValue());
    return line;
}

// Every event of a model, in the order of delivery.
class Log
{
public:
    explicit Log(const Racer::RootModel &model)
    {
        m_listener = model.on<Racer::Event>(u"**", [this](const Racer::Event &event) { lines << describe(event); });
    }
    ~Log() { m_listener.remove(); }
    Log(const Log &) = delete;

    QStringList take() { return std::exchange(lines, {}); }

    QStringList lines;

private:
    Racer::Listener m_listener;
};

} // namespace ModelTest
