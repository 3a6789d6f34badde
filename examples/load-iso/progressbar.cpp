// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "progressbar.h"

#include <algorithm>
#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype Width = 30;
constexpr qint64 RedrawMilliseconds = 50;
}

ProgressBar::ProgressBar(const QString &label, qsizetype total)
    : m_label(label), m_total(std::max<qsizetype>(total, 1)), m_terminal(isatty(STDERR_FILENO))
{
    setValue(0);
}

void ProgressBar::setValue(qsizetype value)
{
    m_value = value;
    if (!m_terminal || (m_drawn.isValid() && m_drawn.elapsed() < RedrawMilliseconds))
        return;
    m_drawn.start();
    draw(u"%1 %"_s.arg(m_value * 100 / m_total, 3), false);
}

void ProgressBar::finish(const QString &summary)
{
    m_value = m_total;
    draw(summary, true);
}

void ProgressBar::draw(const QString &text, bool last)
{
    const qsizetype filled = m_value * Width / m_total;
    const QString line = u"%1 [%2%3] %4"_s.arg(m_label, -14)
                             .arg(QString(filled, u'#'), QString(Width - filled, u'.'), text);
    std::fprintf(stderr, "%s%s%s", m_terminal ? "\r\033[K" : "", qUtf8Printable(line), last ? "\n" : "");
    std::fflush(stderr);
}
