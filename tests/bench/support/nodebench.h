// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/json.h>

#include <QtCore/QProcess>

// Runs the script that the benchmark was declared with (NODE script.js) on Node, where the npm packages are at hand,
// and reads the JSON that it prints. Ends the program where that fails.
inline Racer::Value runNodeBench(const QStringList &arguments = {}, const QStringList &nodeOptions = {})
{
    QProcess node;
    node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("NODE_PATH"), QStringLiteral(RACER_NODE_MODULES));
    node.setProcessEnvironment(environment);
    node.start(QStringLiteral("node"), nodeOptions + QStringList{QStringLiteral(RACER_BENCH_SCRIPT)} + arguments);
    if (!node.waitForFinished(-1) || node.exitStatus() != QProcess::NormalExit || node.exitCode() != 0)
        qFatal("node: %s", qPrintable(node.errorString()));
    return Racer::Json::parse(QByteArrayView(node.readAllStandardOutput().trimmed()));
}
