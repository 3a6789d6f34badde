// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>

#include <memory>

// Reads a file descriptor as its content comes, without ever holding up the event loop for it.
class InputReader : public QObject
{
    Q_OBJECT
public:
    explicit InputReader(int descriptor); // not closed in the end

    [[nodiscard]] bool isPaused() const;
    void setPaused(bool paused); // starts paused
    [[nodiscard]] bool hasEnded() const { return m_ended; }

Q_SIGNALS:
    void received(const QByteArray &bytes);
    void ended(const QString &error); // an empty one: the end of the file

private:
    void read();

    int m_descriptor;
    bool m_ended = false;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

// Cuts what arrives in pieces into lines.
class LineSplitter
{
public:
    void append(const QByteArray &bytes);
    // The next line, without its end; false if none is complete.
    [[nodiscard]] bool next(QByteArray &line);
    // What is left when there will be no more; false if nothing.
    [[nodiscard]] bool rest(QByteArray &line);

private:
    QByteArray m_buffer;
    qsizetype m_start = 0;
    qsizetype m_searched = 0;
};
