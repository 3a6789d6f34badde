// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerquickexport.h>
#include <Racer/undostack.h>

#include <QtQml/QJSValue>
#include <QtQml/QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

namespace Racer {

class QuickUndoStackPrivate;

class RACER_QUICK_EXPORT QuickUndoStack : public Racer::UndoStack, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(UndoStack)
    Q_PROPERTY(QJSValue model READ model WRITE setModel NOTIFY modelChanged FINAL)
    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY pathChanged FINAL)
    Q_PROPERTY(QStringList paths READ paths WRITE setPaths NOTIFY pathsChanged FINAL)
public:
    explicit QuickUndoStack(QObject *parent = nullptr);
    ~QuickUndoStack() override;

    [[nodiscard]] QJSValue model() const;
    void setModel(const QJSValue &model);
    [[nodiscard]] QString path() const;
    void setPath(const QString &path);
    [[nodiscard]] QStringList paths() const;
    void setPaths(const QStringList &paths);
    Q_INVOKABLE QString textAt(int index) const;

    void classBegin() override;
    void componentComplete() override;

Q_SIGNALS:
    void modelChanged();
    void pathChanged();
    void pathsChanged();

private:
    const std::unique_ptr<QuickUndoStackPrivate> d;
};

} // namespace Racer
