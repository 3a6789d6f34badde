// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "inputreader.h"

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace {

constexpr qsizetype ChunkSize = 64 * 1024;

} // namespace

InputReader::InputReader(int descriptor)
    : m_descriptor(descriptor), m_notifier(std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read))
{
    m_notifier->setEnabled(false);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &InputReader::read);
}

bool InputReader::isPaused() const
{
    return !m_notifier->isEnabled();
}

void InputReader::setPaused(bool paused)
{
    m_notifier->setEnabled(!paused && !m_ended);
}

void InputReader::read()
{
    QByteArray bytes(ChunkSize, Qt::Uninitialized);
    const ssize_t size = ::read(m_descriptor, bytes.data(), size_t(bytes.size()));
    if (size > 0) {
        bytes.truncate(size);
        Q_EMIT received(bytes);
        return;
    }
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    const QString error = size < 0 ? QString::fromLocal8Bit(std::strerror(errno)) : QString();
    m_ended = true;
    m_notifier->setEnabled(false);
    Q_EMIT ended(error);
}

void LineSplitter::append(const QByteArray &bytes)
{
    m_buffer.remove(0, m_start);
    m_searched -= m_start;
    m_start = 0;
    m_buffer.append(bytes);
}

bool LineSplitter::next(QByteArray &line)
{
    const qsizetype end = m_buffer.indexOf('\n', m_searched);
    if (end < 0) {
        m_searched = m_buffer.size();
        return false;
    }
    line = m_buffer.mid(m_start, end - m_start);
    if (line.endsWith('\r'))
        line.chop(1);
    m_start = m_searched = end + 1;
    return true;
}

bool LineSplitter::rest(QByteArray &line)
{
    line = m_buffer.mid(m_start);
    m_start = m_searched = m_buffer.size();
    return !line.isEmpty();
}
