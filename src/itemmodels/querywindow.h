// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/model.h>

namespace Racer {

class QueryWindowPrivate;
class RowModel;

struct WindowOptions
{
    int pageSize = 50;       // documents that are loaded together
    int maxPages = 10;       // kept at a time; at least 3
    Value queryOptions = {}; // as for Model::query()
};

// A query with a large result, of which only what is looked at is loaded.
class RACER_CLIENT_EXPORT QueryWindow : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int total READ total NOTIFY totalChanged)
    Q_PROPERTY(bool ready READ isReady NOTIFY readyChanged)
    Q_PROPERTY(Racer::Error error READ error NOTIFY errorChanged)
    Q_PROPERTY(int loadedPages READ loadedPages NOTIFY loadedPagesChanged)
public:
    QueryWindow(const Model &model, const Key &collection, const Value &expression, const WindowOptions &options = {},
                QObject *parent = nullptr);
    ~QueryWindow() override;

    [[nodiscard]] const Key &collection() const;
    [[nodiscard]] const Value &expression() const;
    [[nodiscard]] WindowOptions options() const;
    [[nodiscard]] Model ids() const; // null for what is not loaded
    void showIn(RowModel *rows);

    [[nodiscard]] int total() const;
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] Error error() const;
    [[nodiscard]] int loadedPages() const;

    Q_INVOKABLE void setVisibleRange(int first, int last);
    Q_INVOKABLE void need(int row);
    Q_INVOKABLE void retry();

Q_SIGNALS:
    void totalChanged();
    void readyChanged();
    void errorChanged();
    void loadedPagesChanged();

private:
    friend class QueryWindowPrivate;
    const std::unique_ptr<QueryWindowPrivate> d;
};

} // namespace Racer
