// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/quickload.h>

namespace Racer {

class RACER_QUICK_EXPORT QuickSubscription : public Racer::QuickLoad
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Subscription)
    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY pathChanged FINAL)
    Q_PROPERTY(QStringList paths READ paths WRITE setPaths NOTIFY pathsChanged FINAL)
public:
    explicit QuickSubscription(QObject *parent = nullptr);

    [[nodiscard]] QString path() const;
    void setPath(const QString &path);
    [[nodiscard]] QStringList paths() const;
    void setPaths(const QStringList &paths);

Q_SIGNALS:
    void pathChanged();
    void pathsChanged();

protected:
    [[nodiscard]] Value request(const Model &scope) const override;
    [[nodiscard]] std::unique_ptr<LoadedItems> load(RootModel *root, const Value &request) const override;

private:
    QString m_path;
    QStringList m_paths;
};

} // namespace Racer
