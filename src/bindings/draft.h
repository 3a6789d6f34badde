// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/rootmodel.h>

namespace Racer {

class DraftPrivate;

class RACER_CLIENT_EXPORT Draft : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString copyPath READ copyPath NOTIFY copyPathChanged FINAL)
    Q_PROPERTY(bool active READ isActive NOTIFY copyPathChanged FINAL)
    Q_PROPERTY(bool dirty READ isDirty NOTIFY dirtyChanged FINAL)
    Q_PROPERTY(bool committing READ isCommitting NOTIFY committingChanged FINAL)
    Q_PROPERTY(bool conflicted READ isConflicted NOTIFY conflictsChanged FINAL)
    Q_PROPERTY(QStringList conflicts READ conflicts NOTIFY conflictsChanged FINAL)
    Q_PROPERTY(bool originalExists READ originalExists NOTIFY originalExistsChanged FINAL)
    Q_PROPERTY(QString errorString READ errorString NOTIFY errorStringChanged FINAL)
public:
    explicit Draft(QObject *parent = nullptr);
    explicit Draft(const Model &original, QObject *parent = nullptr);
    ~Draft() override;

    [[nodiscard]] Model original() const;
    void setOriginal(const Model &original);
    void clearOriginal();
    [[nodiscard]] Value initialValue() const;
    void setInitialValue(const Value &value);

    [[nodiscard]] bool isActive() const;
    [[nodiscard]] Model copy() const;
    [[nodiscard]] QString copyPath() const;
    [[nodiscard]] Value get(const QString &subpath = {}) const;

    [[nodiscard]] bool isDirty() const;
    Q_INVOKABLE bool isDirty(const QString &subpath) const;
    [[nodiscard]] bool isCommitting() const;
    [[nodiscard]] bool isConflicted() const;
    [[nodiscard]] QStringList conflicts() const; // paths relative to the copy
    [[nodiscard]] bool originalExists() const;
    [[nodiscard]] QString errorString() const; // why the last commit failed

    Confirmation commit();

public Q_SLOTS:
    void begin();
    void revert();
    void revert(const QString &subpath);
    void takeTheirs(const QString &subpath = {});
    void keepMine(const QString &subpath = {});

Q_SIGNALS:
    void copyPathChanged();
    void dirtyChanged();
    void committingChanged();
    void conflictsChanged();
    void originalExistsChanged();
    void errorStringChanged();
    void changed(); // the copy, or what it is compared with
    void conflictFound(const QString &subpath);
    void committed();
    void commitFailed(const QString &message);

private:
    friend class DraftPrivate;
    const std::unique_ptr<DraftPrivate> d;
};

} // namespace Racer
