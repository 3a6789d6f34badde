// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/backend.h>
#include <Racer/gateway.h>

#include <QtCore/QProcessEnvironment>
#include <QtCore/QStringList>

// What the command line, the environment (RACER_...) and the configuration file ask for, in that order of weight.
struct ServerOptions
{
    struct Projection
    {
        QString name;
        QString collection;
        QStringList fields;
    };

    QHostAddress address;
    quint16 port = 0;
    QString database;
    QString pubsub;
    QList<Projection> projections;
    bool doNotCommitNoOps = false;
    Racer::AgentLimits limits;
    Racer::GatewayOptions gateway;

    // Throws Racer::Error with one line that names the option. Prints and exits for --help and --version.
    static ServerOptions parse(const QStringList &arguments, const QProcessEnvironment &environment);
};
