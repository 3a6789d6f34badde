// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/presencemodel.h>

Racer::PresenceModel *readersOf(const Racer::Model &page, const QString &name, QObject *parent)
{
    auto *readers = new Racer::PresenceModel(parent); // for a QListView, for one
    readers->setRoles({QStringLiteral("name"), QStringLiteral("cursor")});
    readers->setSource(page);
    readers->setValue(Racer::Value::object({{Racer::Key(u"name"), Racer::Value(name)}}));
    return readers;
}

void showCaret(Racer::PresenceModel *readers, int position)
{
    Racer::Value value = readers->value();
    value.set(Racer::Key(u"cursor"), Racer::Value::object({{Racer::Key(u"path"), Racer::Value(u"body")},
                                                           {Racer::Key(u"start"), position}}));
    readers->setValue(value);
}
