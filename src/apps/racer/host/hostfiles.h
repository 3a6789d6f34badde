// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtQml/QJSValue>

// What the module "fs" of JavaScript is made from. Failures are thrown as Errors with errno's name in "code", and
// with "syscall" and "path".
class HostFiles : public QObject
{
    Q_OBJECT
public:
    Q_INVOKABLE QByteArray encode(const QString &text) const;
    Q_INVOKABLE QString decode(const QByteArray &bytes) const;

    Q_INVOKABLE QByteArray read(const QString &path) const;
    Q_INVOKABLE QByteArray readDescriptor(int descriptor) const;
    Q_INVOKABLE void write(const QString &path, const QByteArray &bytes, const QString &mode) const; // w, wx or a
    Q_INVOKABLE bool exists(const QString &path) const;
    Q_INVOKABLE QJSValue list(const QString &path) const;
    Q_INVOKABLE void makeFolder(const QString &path, bool withParents) const;
    Q_INVOKABLE QString makeTemporaryFolder(const QString &prefix) const;
    Q_INVOKABLE void remove(const QString &path, bool recursive, bool force) const;
    Q_INVOKABLE void unlink(const QString &path) const;
    Q_INVOKABLE void rename(const QString &from, const QString &to) const;
    Q_INVOKABLE QJSValue status(const QString &path, bool followLinks, bool required) const;

private:
    void fail(int number, const char *call, const QString &path) const;
    QByteArray readAll(int descriptor, const QString &path) const;
};
