// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "isocodes.h"
#include "progressbar.h"

#include <Racer/modelquery.h>
#include <Racer/rootmodel.h>

#include <memory>

// Creates the documents of some collections that the server does not have yet, one collection after the other.
// Documents that are there stay as they are, whatever they say.
class Loader : public QObject
{
    Q_OBJECT
public:
    Loader(Racer::RootModel *model, QList<IsoCollection> collections);

    void start();

Q_SIGNALS:
    void finished();
    void failed(const Racer::Error &error);

private:
    void fetchExisting();
    void createMissing();
    void created(const Racer::Error &error);

    Racer::RootModel *const m_model;
    const QList<IsoCollection> m_collections;
    qsizetype m_current = 0;
    QList<const std::pair<QString, Racer::Value> *> m_missing;
    qsizetype m_submitted = 0;
    qsizetype m_confirmed = 0;
    std::unique_ptr<ProgressBar> m_bar;
};
