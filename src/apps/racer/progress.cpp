// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "progress.h"

#include "output.h"

#include <algorithm>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int Cells = 24;
constexpr qint64 Interval = 100; // ms between two pictures

} // namespace

Progress::Progress(const QString &label, bool quiet) : m_label(label), m_shown(!quiet && ::isatty(STDERR_FILENO)) { }

Progress::~Progress()
{
    erase();
}

void Progress::update(qint64 done, qint64 total, const QString &detail)
{
    if (!m_shown || (m_lastDrawn.isValid() && m_lastDrawn.elapsed() < Interval))
        return;
    m_lastDrawn.start();
    m_drawn = true;
    QString bar;
    if (total > 0) {
        const int filled = int(std::min(done, total) * Cells / total);
        bar = u" [%1%2] %3 %"_s.arg(QString(filled, u'='), QString(Cells - filled, u' '),
                                    QString::number(std::min(done, total) * 100 / total));
    }
    Output::writeError(u"\r\033[K%1%2 %3"_s.arg(m_label, bar, detail).toUtf8());
}

void Progress::erase()
{
    if (m_drawn)
        Output::writeError("\r\033[K");
}
