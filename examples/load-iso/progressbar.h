// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QString>

// A line on stderr that fills up, redrawn in place on a terminal; elsewhere only its last state is written.
class ProgressBar
{
public:
    ProgressBar(const QString &label, qsizetype total);

    void setValue(qsizetype value);
    void finish(const QString &summary);

private:
    void draw(const QString &text, bool last);

    QString m_label;
    qsizetype m_total;
    qsizetype m_value = 0;
    QElapsedTimer m_drawn;
    bool m_terminal;
};
