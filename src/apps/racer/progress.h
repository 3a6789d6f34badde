// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QString>

// How far a long piece of work is: a bar on stderr, if that is a terminal; nothing otherwise.
class Progress
{
public:
    Progress(const QString &label, bool quiet);
    ~Progress();

    void update(qint64 done, qint64 total, const QString &detail); // total 0: unknown

private:
    void erase();

    QString m_label;
    bool m_shown;
    bool m_drawn = false;
    QElapsedTimer m_lastDrawn;
};
