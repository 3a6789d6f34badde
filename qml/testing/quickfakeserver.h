// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/fakeserver.h>
#include <Racer/quickconnection.h>
#include <Racer/racertestingexport.h>

#include <QtQml/QJSValue>

namespace Racer {

class RACER_TESTING_EXPORT QuickFakeServer : public Racer::FakeServer
{
    Q_OBJECT
    QML_NAMED_ELEMENT(FakeServer)
    Q_PROPERTY(Racer::QuickConnection *connection READ connection CONSTANT FINAL)
    Q_PROPERTY(QJSValue other READ jsOther CONSTANT FINAL)
public:
    explicit QuickFakeServer(QObject *parent = nullptr);
    ~QuickFakeServer() override;

    [[nodiscard]] QuickConnection *connection() const;
    [[nodiscard]] QJSValue jsOther();

    Q_INVOKABLE Racer::QuickConnection *createConnection();
    Q_INVOKABLE void cut(Racer::QuickConnection *client = nullptr);
    Q_INVOKABLE void refuse(const QJSValue &reason, const QString &document = {});
    Q_INVOKABLE bool set(const QString &path, const QJSValue &value);
    Q_INVOKABLE bool del(const QString &path);
    Q_INVOKABLE QJSValue get(const QString &path);

private:
    [[nodiscard]] bool succeeded(const Error &error) const;

    QuickConnection *const m_connection;
    QJSValue m_other;
};

} // namespace Racer
