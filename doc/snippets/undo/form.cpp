// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/draft.h>

#include <QtCore/QDebug>

Racer::Draft *editUser(const Racer::Model &user, QObject *dialog)
{
    auto *draft = new Racer::Draft(user, dialog);
    QObject::connect(draft, &Racer::Draft::conflictFound, dialog, [draft](const QString &path) {
        qInfo().noquote() << path << "was changed by somebody else to" << draft->original().get(path).toDisplayString();
        draft->keepMine(path); // or takeTheirs(path)
    });
    draft->copy().set(u"name", u"Ann"); // or widgets that are bound to draft->copy().at(u"name")
    return draft;
}

void save(Racer::Draft *draft)
{
    draft->commit().then(draft, [](const Racer::Error &error) {
        qInfo().noquote() << (error ? error.message() : QStringLiteral("saved"));
    });
}
